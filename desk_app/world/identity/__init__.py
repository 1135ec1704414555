"""The KB's identity service: accounts, activation, recovery and signing in."""

"""Klant, Inlogaccount: data, rights, what goes wrong with it, and what waits."""

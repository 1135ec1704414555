"""The KB's identity service: accounts and rights (SCIM), activation, recovery, signing in (OIDC)."""

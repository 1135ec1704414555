"""The identity service: accounts and rights over SCIM 2.0, signing in over OpenID Connect."""

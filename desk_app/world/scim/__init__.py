"""Accounts and rights over SCIM 2.0 (RFC 7643 and 7644), written from the standard."""

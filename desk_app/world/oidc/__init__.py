"""Signing in once for every site: OpenID Connect Core 1.0, authorization code with PKCE."""

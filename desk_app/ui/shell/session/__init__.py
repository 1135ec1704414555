"""Signing in and out, and the locked desk."""

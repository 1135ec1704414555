"""Innemen: what comes back, and what to do with it."""

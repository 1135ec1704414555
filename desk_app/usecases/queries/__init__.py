"""Queries with the frozen shape one screen shows; each file has a table ``HANDLERS``."""

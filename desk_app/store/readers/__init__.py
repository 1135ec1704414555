"""Queries: one SELECT, built once, into the frozen shape one screen shows."""

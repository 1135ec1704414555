"""Zoek klant: results while one types, and opening a customer by scan."""

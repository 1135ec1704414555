"""Medewerkers: the accounts of whoever works here."""

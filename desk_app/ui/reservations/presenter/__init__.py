"""Deciding about reservations, without Qt."""

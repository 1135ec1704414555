"""Uitlenen: who stands at the counter, and what goes home with them."""

"""Pas maken: the panel at the right that follows a card from number to plastic."""

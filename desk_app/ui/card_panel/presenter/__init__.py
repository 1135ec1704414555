"""The decisions of the card panel, by noun. Plain Python."""

"""The decisions of 8.Passen, by noun. Plain Python."""

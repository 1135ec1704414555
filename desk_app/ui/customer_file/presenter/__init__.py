"""The decisions of the customer file, by noun. Plain Python."""

"""The tour: the program works its own counter through the real widgets."""

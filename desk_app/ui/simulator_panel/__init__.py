"""The simulator panel of the demo: the hands and the material that a desk has."""

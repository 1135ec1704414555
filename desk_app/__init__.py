"""desk_app: the program behind the counter of a public library."""

__version__ = "0.1.0"

"""Commands with their handlers, one file a noun; each file has a table ``HANDLERS``."""

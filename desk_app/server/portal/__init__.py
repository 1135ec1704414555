"""The pupils' portal, under /school."""

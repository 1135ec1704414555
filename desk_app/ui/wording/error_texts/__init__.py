"""What each error says, one module an area, each with a table ``TEXTS`` from code to words."""

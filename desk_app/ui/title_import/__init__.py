"""Titels importeren: a file of titles, looked at first and then taken over."""

"""Klantenadministratie: the file of one customer."""

"""Readers of the files that schools send: EDEXML 2.1 and the column file of Wise."""

"""Exemplaren: one copy by its barcode, and what is changed of it."""

"""Titels: look titles up, and maintain them."""

"""Deciding at the counter, without Qt."""

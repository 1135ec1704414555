"""Reserveringen: queues, what lies apart, and what is to be fetched from the case."""

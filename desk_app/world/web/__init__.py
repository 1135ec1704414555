"""What every site of the world stands on: pages, sessions, forms, limits, headers."""

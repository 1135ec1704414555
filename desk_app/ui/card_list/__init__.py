"""8.Passen: the cards of a customer."""

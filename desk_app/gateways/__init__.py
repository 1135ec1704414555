"""What speaks to services outside: mail now, others behind the same kind of port later."""

"""The database: SQLite in a file beside the program, or PostgreSQL for a library with many desks."""

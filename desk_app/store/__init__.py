"""The database: a SQLite file for one desk, or PostgreSQL for a library with many."""

"""Who signs in at a measured counter."""

USERNAME = "balie"
PASSWORD = "demo-bibliotheek-2026"  # noqa: S105 - of nobody, in a made-up library

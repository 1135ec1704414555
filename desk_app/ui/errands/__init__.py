"""Klusjes: what still has to leave the building, or could not."""

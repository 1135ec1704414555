"""What the library means, in plain Python: no clock, no SQL, no device."""

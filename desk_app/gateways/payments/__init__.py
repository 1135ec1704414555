"""The payment provider: iDEAL / Wero over a small API with JSON."""

"""The languages of the devices: bytes in, events out, no input or output."""

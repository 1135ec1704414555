"""One plain class a device, on top of a transport and a protocol."""

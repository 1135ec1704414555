"""The ways to reach a device, each by its URL. Only here are pyserial, pyusb and hidapi known."""

"""Every Dutch sentence on the screen; no other package holds one."""

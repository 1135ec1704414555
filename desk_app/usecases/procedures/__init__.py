"""Steps that touch a device at this workstation, each recorded by a command before it is done."""

"""What the devices on the desk can do: scanners, card printers and card writers.

Transport (a URL) -> protocol (pure bytes to events) -> one plain driver class a device. Nothing in
this package has ever heard of a customer.
"""

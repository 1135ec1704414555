"""Firmware at the far end of the wire, written from the manuals.

Nothing here imports a driver or a protocol, so a mistake in one of them cannot hide in both. All
simulators have the same switches for faults (`faults.FaultRig`), may be called from every thread
and leave no thread behind after `stop`.
"""

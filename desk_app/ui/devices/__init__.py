"""The devices of this workstation: their state in the status bar and on a page."""

"""What every screen stands on: runner, scanning, questions, and the widgets with their states."""

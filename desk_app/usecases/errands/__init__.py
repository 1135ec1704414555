"""What leaves the building: errands of the outbox, and the worker that carries them out."""

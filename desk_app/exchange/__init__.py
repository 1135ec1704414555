"""Files of other programs: read with limits, and made into the records of a use case."""

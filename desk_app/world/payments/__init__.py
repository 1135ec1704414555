"""A payment provider: payments over an API, a page to pay on, and notices that may go wrong."""

"""The world's own pages and its API: front page, mailbox, clock, faults, members."""

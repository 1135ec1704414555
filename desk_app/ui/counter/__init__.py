"""What the pages of lending and checking in share: what a scan is, and one scan after another."""

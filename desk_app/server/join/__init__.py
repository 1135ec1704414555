"""*Word lid*: signing up with a paid subscription (`003_34566048864d8de6.txt`)."""

"""What is decided on the page of titles. Plain Python."""

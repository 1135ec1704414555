"""What comes out on paper and plastic: the customer card, the mandate and the letters, as PDF."""

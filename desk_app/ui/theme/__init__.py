"""How the program looks: colour roles, measures, fonts and the one style sheet made from them."""

"""The decisions of Nieuwe klant toevoegen, without Qt."""

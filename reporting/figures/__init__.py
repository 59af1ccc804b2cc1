"""What the overview counts, and how it is drawn and said."""

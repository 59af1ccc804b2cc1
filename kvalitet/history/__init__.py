"""The only way to write changes, and the way to read them back."""

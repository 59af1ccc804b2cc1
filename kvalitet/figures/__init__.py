"""Figures with their rows, and the drawings made of them."""

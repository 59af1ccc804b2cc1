"""Norwegian words, and the columns a row is found by; knows no room."""

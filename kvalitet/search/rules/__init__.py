"""How a search is read, marked and put right; pure."""

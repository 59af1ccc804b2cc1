"""One deadline engine for all modules: what is due, for whom, and when they are reminded."""

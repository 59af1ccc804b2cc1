"""Pages of the set-up, by thing."""

"""Pages of the deadlines, by thing."""

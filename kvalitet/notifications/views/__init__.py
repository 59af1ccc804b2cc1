"""Pages of the notices, by thing."""

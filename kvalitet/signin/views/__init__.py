"""Pages of the sign-in, by thing."""

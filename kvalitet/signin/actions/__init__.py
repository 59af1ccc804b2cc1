"""What happens to sign-ins, by thing."""

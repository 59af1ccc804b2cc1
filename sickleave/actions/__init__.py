"""What happens in sick leave, one module a thing."""

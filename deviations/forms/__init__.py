"""What people type, checked; one module a thing."""

"""Pages of sick leave, one module a thing."""

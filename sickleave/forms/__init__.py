"""Forms of sick leave, one module a thing."""

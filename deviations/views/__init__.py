"""One page or fragment a function; one module a thing."""

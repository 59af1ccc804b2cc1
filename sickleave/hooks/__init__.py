"""What sick leave hangs up on pages of others, and its parts on the case page; one module a thing."""

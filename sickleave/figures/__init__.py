"""Numbers and pictures of sick leave, one module a page."""

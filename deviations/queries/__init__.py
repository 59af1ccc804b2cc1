"""Questions that take more than one row to answer."""

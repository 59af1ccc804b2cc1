"""What the administrator types."""

"""What happens to events; the only writers of this app."""

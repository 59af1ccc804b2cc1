"""What is right for events; pure, no database."""

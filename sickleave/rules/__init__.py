"""What is right in sick leave, by law and agreement. Pure: no database."""

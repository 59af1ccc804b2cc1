"""Invented absences and cases; nobody in them exists."""

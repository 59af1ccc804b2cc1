"""Municipalities, their tree of units with dates, and the people who work there."""

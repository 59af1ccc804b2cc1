"""Deviations and risk, sealed from sick leave; not filled yet."""

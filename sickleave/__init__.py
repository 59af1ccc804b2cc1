"""Sick-leave follow-up, sealed from deviations; not filled yet."""

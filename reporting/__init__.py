"""Reads every app and is read by none: dashboards, later the tertial report."""

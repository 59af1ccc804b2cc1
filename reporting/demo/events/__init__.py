"""Three years of events in the demo: what happened, how it went, and what lies open."""

"""The only writers of plans, goals, measures and tasks, by thing."""

"""The pages of plans, goals and measures, by thing."""

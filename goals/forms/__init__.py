"""What people type about plans, goals and measures, by thing."""

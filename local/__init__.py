"""Running Kvalitet on one's own machine: embedded servers and their supervisor. Never part of production."""

"""What is right about series in time: limits, signals and what they mean. Pure; no database, no drawing."""

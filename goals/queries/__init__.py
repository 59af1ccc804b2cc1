"""What pages read across plans, goals and measures; always inside what the person may see."""

"""Goals, sub-goals and measures: where every «do this» ends."""

"""The directory of those who help: organisations, what they offer, where, in which languages, and when this was last confirmed."""

"""Is this the same child? What waits for a person, and what is asked of others without a name."""

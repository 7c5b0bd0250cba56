"""Reads the floors below and counts; writes nothing but its own tables."""

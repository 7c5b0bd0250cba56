"""A whole case on paper: somebody says what for first, chooses the parts, and both are kept (S12)."""

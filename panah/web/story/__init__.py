"""What was told already, the papers of a child, and the papers that are made here for a family (S5, S12)."""

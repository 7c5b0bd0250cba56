"""The register of what authorities asked for: who, on which law, what the head decided, exactly what was given (S2)."""

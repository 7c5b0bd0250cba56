"""Pages of the adults of the public work: found in any script, written down once, compared, forgotten."""

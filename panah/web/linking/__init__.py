"""Pages of pairs: what may be one child, side by side, and what another organisation is asked."""

"""Asking another organisation whether it knows a child too: with whom, what leaves, who approved, and what came of it."""

"""Sharing a child's help with others, one's own part of it, and the change of the lead organisation."""

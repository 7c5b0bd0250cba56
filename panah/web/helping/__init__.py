"""Pages of those who help a child whom others lead, of what they are shown, and of a case that changes its lead organisation."""

"""Figures on pages: one total for everybody, and for those with the right all that lies behind it."""

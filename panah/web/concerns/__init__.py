"""The duty worker's pages: every concern of the area, one concern with its clock, and what was decided."""

"""Mobile groups: the outing, two minutes with a child on a phone, the numbers, and the report that everybody signs."""

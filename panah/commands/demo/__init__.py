"""``panah demo``: fill an empty database with invented children and people."""

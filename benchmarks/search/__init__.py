"""How well and how fast one child is found again among millions of records; ``python -m benchmarks.search``."""

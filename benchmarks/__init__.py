"""Measurements, one command each: ``python -m benchmarks.pages --cases 5000``. They print figures and never fail on slowness."""

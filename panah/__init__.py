"""Refuge: every hand-over of a child at risk has an owner, a clock and an answer."""

__version__ = "0.1.0"

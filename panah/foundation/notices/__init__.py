"""Telling people that something waits: a complete list inside Panah, and e-mail that says how much and where.

What leaves the building never names a child, a topic or a place. A notice is queued by the action that gives
the reason for it, in the same transaction, and delivered by the worker.
"""

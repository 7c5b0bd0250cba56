"""Telling people that something waits: a complete list inside Panah, and messages outside it that say how much and where.

What leaves the building never names a child, a topic or a place. A notice is queued by the action that gives
the reason for it, in the same transaction; a message goes only where its reader confirmed, and is delivered by the worker.
"""

"""The numbers that leave the house. Each indicator is one small file of the catalog; ``publish`` is the only door.

Counting opens no secret: whatever is counted by was frozen in codes when the service was given.
"""

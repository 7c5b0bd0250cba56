"""The hotline: what a caller said, what was answered, whom to call back, and how a call becomes a concern.

A caller is known again by a keyed mark and two digits, never by a number that rests in clear; a number is kept only where
the caller said that it is safe to be called back, and only until that was done.
"""

"""The hand-over with a clock: one child, at most one person leg, any number of information legs and never one by default (S1).

Each leg has an owner, a deadline, and an answer: by a person who signed in, or by a one-tap link with a PIN.
"""

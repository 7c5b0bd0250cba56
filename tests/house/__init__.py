"""The rules of the house as tests.

Each rule is a function that is given what it looks at and gives back what breaks it, one sentence a fault. Beside each
stands a test that the house keeps the rule, and one that a planted fault is found.
"""

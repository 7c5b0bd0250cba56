"""The ``panah`` command: what an administrator, a timer of the machine or a test does without a browser.

One file a command; ``main.COMMANDS`` names them all and loads only the one that was asked for.
"""

"""How dates, times and numbers are written: one folder for each language, read by Django through FORMAT_MODULE_PATH.

A folder holds ``formats.py`` with the names that Django asks for. What all six share stands in ``shared``.
"""

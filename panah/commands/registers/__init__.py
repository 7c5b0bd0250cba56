"""Linking two registers, step by step: files in, sealed files between, one file of links out.

It runs in processes of its own, also on other machines, so nothing here knows Django or the database.
"""

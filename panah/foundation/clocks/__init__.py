"""Deadlines: rules as dated data with their legal source, and a running timer for everything that somebody must do.

A timer holds codes only, so that Today and the lists read one table and decrypt nothing.
"""

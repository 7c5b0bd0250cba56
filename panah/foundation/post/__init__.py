"""Post that a browser sealed while it had no network: only this server opens it, and each item leads to one result.

A pair of keys lies in the key folder; its public half stands in the pages. What arrives is opened, handed on, and remembered
by a hash with its receipt, sealed too, so that the same item sent again is answered and not carried out again.
"""

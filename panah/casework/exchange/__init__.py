"""Records that come from other systems and go to them, in the words of the HTCDS 2.0 standard.

A file is read whole or not at all; what its rows say becomes children, adults and their cases, and the rows themselves
are kept sealed as they stood, so that they can be given back value for value. Beside it lies the register of what
authorities asked for and of exactly what they were given.
"""

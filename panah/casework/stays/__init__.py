"""Nights under a roof: who was let in, how each day went, what happened, and with whom somebody left. A house is a code name
and a duty phone; nothing here knows an address."""

"""The sealed outbox: forms that can be filled in without network, the list of what waits, and the door where it arrives."""

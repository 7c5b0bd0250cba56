"""Many arrive in one night: what two people prepare in quiet, the rows of those who come, their paper twin, the end."""

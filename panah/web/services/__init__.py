"""The directory on pages: who helps, with what, where, and when this was last confirmed."""

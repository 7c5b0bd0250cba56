"""The hand-over on pages: what was asked of us, what we asked of others, and how a child is handed over."""

"""The door of a demo: look as any role, with one click. On a database with real children it does not exist."""

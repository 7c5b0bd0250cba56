"""Organisations, the people who work in them and the roles they hold; and which organisation answers for which place."""

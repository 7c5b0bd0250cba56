"""Names of people and places of Central Asia, in every script they are written in: pure functions, no storage."""

"""The one-tap answer of a body without account: a link, a PIN, the least that must be known, and four answers."""

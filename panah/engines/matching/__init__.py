"""Names of people and places of Central Asia, in every script they are written in: pure functions, no storage.

``folding`` gives one key to many spellings, for places and for search in lists. ``names`` reads a person's name into words of
sounds; ``comparing`` says how alike two people are, one to many at once, and why; ``births`` compares what is known of birthdays;
``keys`` has what may be stored or held to find a person again, once whoever holds the key has keyed it.
"""

"""What may be stored to find a child again: words to be keyed by whoever holds the key, and keyed encodings for memory."""

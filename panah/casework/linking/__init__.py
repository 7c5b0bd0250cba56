"""Is this the same child? Pairs of records that may be one child wait here for a person, and the same question is asked of
other organisations and across the border in a form from which nobody learns a name. Nothing is ever joined by itself, and
what was joined can be parted again."""

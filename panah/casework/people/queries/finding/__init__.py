"""Who may be meant by a name, a beginning of one, or a phone: what is asked of the index, what is opened, what is told."""

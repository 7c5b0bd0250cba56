"""How a name is read: out of any alphabet into words of sounds, each with the ending that says what kind of word it is."""

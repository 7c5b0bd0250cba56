"""How alike two names are, and why: sounds against sounds, words against words, then the table of features."""

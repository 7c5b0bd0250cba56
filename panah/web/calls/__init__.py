"""The line: a call is written while somebody talks, called back, passed on; the answers, the shift, the month."""

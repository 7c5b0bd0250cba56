"""Who comes in and how: sign-in with a second step, the lock, one's own settings, the people of an organisation."""

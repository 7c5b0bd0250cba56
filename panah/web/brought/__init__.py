"""Lists of the public work that an office kept so far: brought, looked at, written whole or thrown away."""

"""The library: what partners, champions and everybody may read, its versions, and who uses which."""

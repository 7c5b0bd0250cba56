"""Pages of institutions and of who does what: by law, by agreement, and where nobody leads."""

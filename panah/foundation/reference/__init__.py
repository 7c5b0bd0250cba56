"""What everybody refers to: places, countries, code lists and the working calendar. Words live in ``panah/content``."""

from django.core.cache import cache

from panah.foundation.security.models import Mark

DEMO = "demo"
_AT_HAND = "security:is_demo"
_NOT_YET = 60  # seconds for which a no is believed; a yes is for life


def is_marked_as_demo() -> bool:
    """Whether this database was created as a demo, asked now: for whoever is about to change it."""
    return Mark.objects.filter(name=DEMO).exists()


def is_demo() -> bool:
    """The same for pages: asked of the database at most once a minute."""
    known = cache.get(_AT_HAND)
    if known is None:
        known = is_marked_as_demo()
        cache.set(_AT_HAND, known, None if known else _NOT_YET)
    return bool(known)


def forget_answer() -> None:
    """Ask the database again, after it was marked."""
    cache.delete(_AT_HAND)

from django.core.cache import cache

from panah.foundation.security.models import Mark

DEMO = "demo"
_AT_HAND = "security:is_demo"


def is_demo() -> bool:
    """Whether this database was created as a demo. It was and stays one for life, so a yes is asked for only once."""
    if cache.get(_AT_HAND):
        return True
    found = Mark.objects.filter(name=DEMO).exists()
    if found:
        cache.set(_AT_HAND, True, None)
    return found

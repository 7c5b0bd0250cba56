from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.engines.matching.folding import fold
from panah.foundation.security.access import Actor
from panah.programme.directory.models import Adult, AdultKey

_AFTER_ALL_LETTERS = "\U0010ffff"


def find_adults(actor: Actor, *, text: str = "", sector: str = "", region: str = "") -> QuerySet[Adult]:
    """Those whom ``actor`` may see, in the order of the Kazakh alphabet, each person once.

    Every word of ``text`` is the beginning of one of the name, in any script. ``region`` takes its districts in.
    """
    found: QuerySet[Adult] = Adult.objects.visible_to(actor).counted()
    for word in fold(text).split():
        begins = AdultKey.objects.filter(key__gte=f"f:{word}", key__lt=f"f:{word}{_AFTER_ALL_LETTERS}")
        found = found.filter(Exists(begins.filter(adult=OuterRef("pk"))))
    if sector:
        found = found.filter(sector=sector)
    if region:
        found = found.filter(Q(place=region) | Q(place__parent=region))
    return found.select_related("institution", "place").order_by("sort_key", "id")

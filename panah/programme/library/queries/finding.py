from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.programme.library.codes import Spoken
from panah.programme.library.models import Edition, Item


def find_items(
    actor: Actor, *, text: str = "", kind: str = "", stage: str = "", sector: str = "", audience: str = "",
    language: str = "", state: str = "",
) -> QuerySet[Item]:  # fmt: skip
    """Those that ``actor`` may see, in the order of the Kazakh alphabet. A sector finds what is for all sectors too."""
    found: QuerySet[Item] = Item.objects.visible_to(actor)
    if text.strip():
        named = Item.objects.named(text).values("pk")
        found = found.filter(Q(pk__in=named) | Q(code=normalise_code(text) or "-"))
    if sector:
        found = found.annotate(for_sectors=Cast("sectors", TextField()))
        found = found.filter(Q(for_sectors__contains=f'"{sector}"') | Q(for_sectors="[]"))
    if language:
        spoken = Edition.objects.filter(version__item=OuterRef("pk"), version__superseded_at=None)
        found = found.filter(Exists(spoken.filter(language__in=[language, Spoken.BOTH], approved_at__isnull=False)))
    wanted = {"kind": kind, "stage": stage, "audience": audience, "state": state}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    return found.select_related("organisation").order_by("sort_key", "id")


def public_items() -> QuerySet[Item]:
    """What everybody may read, without an account."""
    found: QuerySet[Item] = Item.objects.visible_to(Actor.public())
    return found.select_related("organisation").order_by("sort_key", "id")


def public_item(code: str) -> Item | None:
    return public_items().filter(code=normalise_code(code) or "-").first()

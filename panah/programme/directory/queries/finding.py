from uuid import UUID

from django.db.models import Q, QuerySet

from panah.engines.matching.folding import fold
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor, principal
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.grants import granted_fields
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import Permission
from panah.programme.directory.models import Adult, AdultKey

_AFTER_ALL_LETTERS = "\U0010ffff"


def find_adults(
    actor: Actor,
    *,
    text: str = "",
    sector: str = "",
    region: str = "",
    known_to: UUID | None = None,
    has_left: bool = False,
) -> QuerySet[Adult]:
    """Those whom ``actor`` may see, in the order of the Kazakh alphabet, each person once; who was forgotten is nobody's.

    Every word of ``text`` is the beginning of one of the name, in any script. ``region`` takes its districts in.
    ``known_to`` is an organisation, ``has_left`` shows those who left instead of those who are there.
    """
    rows: QuerySet[Adult] = Adult.objects.visible_to(actor)
    found = rows.filter(same_as=None, forgotten_at=None, is_active=False) if has_left else rows.listed()  # type: ignore[attr-defined]
    for word in fold(text).split():
        begins = AdultKey.objects.filter(key__gte=f"f:{word}", key__lt=f"f:{word}{_AFTER_ALL_LETTERS}")
        found = found.filter(pk__in=begins.values("adult"))
    if sector:
        found = found.filter(sector=sector)
    if region:
        within = Place.objects.filter(Q(pk=region) | Q(parent=region)).values_list("pk", flat=True)
        found = found.filter(place__in=list(within))
    if known_to:
        team = principal(PrincipalKind.TEAM, known_to)
        met = Grant.objects.filter(principal=team, relation=Relation.KNOWN_TO)
        found = found.filter(file__in=met.values("file"))
    return found.select_related("institution", "place").order_by("sort_key", "id")


def entries_of(actor: Actor, adult: Adult) -> QuerySet[Adult]:
    """All entries of one person, the one that counts first."""
    rows: QuerySet[Adult] = Adult.objects.visible_to(actor)
    found = rows.filter(Q(pk=adult.person_id) | Q(same_as=adult.person_id))
    return found.select_related("institution", "place", "registered_by").order_by("registered_at", "id")


def organisations_that_know() -> list[Organisation]:
    """Who works with adults of the public work at all."""
    teams = {principal(PrincipalKind.TEAM, one.pk): one for one in Organisation.objects.order_by("code")}
    met = Grant.objects.filter(relation=Relation.KNOWN_TO, principal__in=teams)
    return [
        teams[name] for name in sorted(set(met.values_list("principal", flat=True).distinct()), key=list(teams).index)
    ]


def known_by(adult: Adult) -> list[Organisation]:
    """Which organisations work with one of the entries of this person: whom to ask for a telephone."""
    files = Adult.objects.filter(Q(pk=adult.person_id) | Q(same_as=adult.person_id)).values("file")
    grants = Grant.objects.filter(relation=Relation.KNOWN_TO, file__in=files)
    ids = [name.partition(":")[2] for name in grants.values_list("principal", flat=True)]
    return list(Organisation.objects.filter(pk__in=ids).order_by("code"))


def may_read_contact(actor: Actor, adult: Adult) -> bool:
    """Whether anything of telephone and e-mail would open."""
    if Permission.CONTACT_READ not in actor.permissions:
        return False
    files = Adult.objects.filter(Q(pk=adult.person_id) | Q(same_as=adult.person_id)).values_list("file", flat=True)
    return any(granted_fields(actor, list(files)).values())


def contacts_of(actor: Actor, institution_id: UUID) -> QuerySet[Adult]:
    """Who is at work there now, in the order of the Kazakh alphabet."""
    rows: QuerySet[Adult] = Adult.objects.visible_to(actor)
    return rows.listed().filter(institution=institution_id).order_by("sort_key", "id")  # type: ignore[attr-defined,no-any-return]

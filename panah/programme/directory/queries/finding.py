from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.engines.matching.folding import fold
from panah.foundation.accounts.models import Membership, Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor, principal
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.grants import granted_fields
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES
from panah.programme.directory.models import Adult, AdultKey

_AFTER_ALL_LETTERS = "\U0010ffff"
MANY, MANY_KNOWN = 5_000, 15_000


def find_adults(actor: Actor, **asked: Any) -> QuerySet[Adult]:
    """Those whom ``actor`` may see, in the order of the Kazakh alphabet, each person once; who was forgotten is nobody's.

    ``text``: every word of it is the beginning of one of the name, in any script. ``sector`` is a code, ``region`` takes its
    districts in, ``known_to`` is the id of an organisation, ``has_left`` shows those who left instead of those who are there.
    """
    return _asked(actor, **asked).select_related("institution", "place").order_by("sort_key", "id")


class AdultList:
    """The same for a page of a long list, each part from its index: counted, and 25 of them in their order.

    Where a word or an organisation fits few, all of them are put in order at once; where it fits many, the order finds the
    first of them soonest.
    """

    def __init__(self, actor: Actor, **asked: Any) -> None:
        self._actor, self._asked = actor, asked
        self._is_narrow = bool(asked.get("text") or asked.get("known_to")) and not _fits_many(**asked)

    def count(self) -> int:
        return len(self._all) if self._is_narrow else _asked(self._actor, **self._asked).count()

    def __getitem__(self, part: slice) -> list[Adult]:
        ids = self._all[part] if self._is_narrow else list(self._ids(is_dense=True)[part])
        rows: QuerySet[Adult] = Adult.objects.visible_to(self._actor)
        found = rows.select_related("institution", "place").in_bulk(ids)
        return [found[one] for one in ids if one in found]

    @cached_property
    def _all(self) -> list[UUID]:
        return list(self._ids())

    def _ids(self, *, is_dense: bool = False) -> Any:
        rows = _asked(self._actor, **self._asked, is_dense=is_dense)
        return rows.order_by("sort_key", "id").values_list("pk", flat=True)


def _asked(
    actor: Actor, *, text: str = "", sector: str = "", region: str = "", known_to: UUID | None = None,
    has_left: bool = False, is_dense: bool = False,
) -> QuerySet[Adult]:  # fmt: skip
    rows = Adult.objects.visible_to(actor)
    found: QuerySet[Adult] = (
        rows.filter(same_as=None, forgotten_at=None, is_active=False) if has_left else rows.listed()
    )
    for word in fold(text).split():
        keys = _beginning(word)
        found = found.filter(Exists(keys.filter(adult=OuterRef("pk"))) if is_dense else Q(pk__in=keys.values("adult")))
    if sector:
        found = found.filter(sector=sector)
    if region:
        within = Place.objects.filter(Q(pk=region) | Q(parent=region)).values_list("pk", flat=True)
        found = found.filter(place__in=list(within))
    if known_to:
        met = Grant.objects.filter(principal=principal(PrincipalKind.TEAM, known_to), relation=Relation.KNOWN_TO)
        found = found.filter(Exists(met.filter(file=OuterRef("file"))) if is_dense else Q(file__in=met.values("file")))
    return found


def _beginning(word: str) -> QuerySet[AdultKey]:
    return AdultKey.objects.filter(key__gte=f"f:{word}", key__lt=f"f:{word}{_AFTER_ALL_LETTERS}")


def _fits_many(*, text: str = "", known_to: UUID | None = None, **_others: Any) -> bool:
    """Whether all that is asked fits more than can be put in order quickly."""
    asked = [_beginning(word)[MANY : MANY + 1].exists() for word in fold(text).split()]
    if known_to is not None:
        met = Grant.objects.filter(principal=principal(PrincipalKind.TEAM, known_to))
        asked.append(met[MANY_KNOWN : MANY_KNOWN + 1].exists())
    return bool(asked) and all(asked)


def entries_of(actor: Actor, adult: Adult) -> QuerySet[Adult]:
    """All entries of one person, the one that counts first."""
    rows: QuerySet[Adult] = Adult.objects.visible_to(actor)
    found = rows.filter(Q(pk=adult.person_id) | Q(same_as=adult.person_id))
    return found.select_related("institution", "place", "registered_by").order_by("registered_at", "id")


def organisations_that_know() -> list[Organisation]:
    """Whose people write adults of the public work down."""
    roles = [role for role, card in ROLES.items() if Permission.ADULT_KEEP in card.permissions]
    working = Membership.objects.filter(role__in=roles).values("organisation")
    return list(Organisation.objects.filter(pk__in=working).order_by("code"))


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

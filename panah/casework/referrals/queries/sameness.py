"""Before a child of a concern is taken on: may it be one whom we know already, written in another script?"""

from dataclasses import dataclass

from panah.casework.people.models import Child, NameToken
from panah.casework.people.queries import exists_elsewhere, find_by_name, name_key
from panah.casework.people.rules import tokens_of
from panah.casework.referrals.models import Leg
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import open_sealed


@dataclass(frozen=True)
class MayBeSame:
    """Codes of one's own records, and organisations to be asked; nothing else of them (S17)."""

    codes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.organisations)


def may_be_same(actor: Actor, leg: Leg) -> MayBeSame:
    """Compared by keyed words of the name, which is opened for that and shown to nobody."""
    told = leg.referral.concern_child
    if told is None or not actor.is_person:
        return MayBeSame()
    open_sealed(told, only=("name",))
    wanted = tokens_of([told.name], name_key())
    if len(wanted) < 2:
        return MayBeSame()
    found = [child for child in find_by_name(actor, told.name) if _has_all(child, wanted) and child.pk != told.child_id]
    return MayBeSame(tuple(child.code for child in found), tuple(exists_elsewhere(actor, told.name)))


def _has_all(child: Child, wanted: frozenset[int]) -> bool:
    rows = NameToken.objects.filter(child=child, token__in=wanted)
    return rows.values("token").distinct().count() == len(wanted)

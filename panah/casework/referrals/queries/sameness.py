"""Before a child of a concern is taken on: may it be one whom we know already, written in another script?"""

from dataclasses import dataclass

from panah.casework.people.queries import asked_record, exists_elsewhere, find_matches
from panah.casework.people.rules import is_asked_enough
from panah.casework.referrals.models import Leg
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import open_sealed

NOT_KNOWN = "unknown"


@dataclass(frozen=True)
class MayBeSame:
    """Codes of one's own records, and organisations to be asked; nothing else of them (S17)."""

    codes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.organisations)


def may_be_same(actor: Actor, leg: Leg) -> MayBeSame:
    """The name is opened to be compared and shown to nobody. A brother has another given name and is not the same."""
    told = leg.referral.concern_child
    if told is None or not actor.is_person:
        return MayBeSame()
    open_sealed(told, only=("name",))
    record = asked_record(told.name, sex="" if told.sex == NOT_KNOWN else told.sex)
    if not is_asked_enough(record):
        return MayBeSame()
    found = [
        match.child.code
        for match in find_matches(actor, record)
        if match.verdict.is_possible and match.child.pk != told.child_id
    ]
    return MayBeSame(tuple(found), tuple(one.code for one in exists_elsewhere(actor, record)))

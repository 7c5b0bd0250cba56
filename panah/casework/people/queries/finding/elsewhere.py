"""Which other organisation may know somebody: "ask them", and nothing else (S17).

Names of strangers are not compared for it: keyed tokens and keyed encodings alone say whether there may be a match, and neither
how like nor how many is told.
"""

from uuid import UUID

from panah.casework.people.models import Child
from panah.casework.people.queries.finding.bearers import bearers_by_rarity
from panah.casework.people.queries.finding.keying import name_keys
from panah.casework.people.queries.finding.likeness import MEMORY
from panah.casework.people.rules import does_not_contradict, is_asked_enough, pair_tokens
from panah.engines.matching.comparing.verdicts import Record
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.grants import visible

LEAST_LIKENESS = 0.7
"""Of encodings of two words. Measured on the development sets: see docs/adr/0037."""
MOST_COMPARED = 100


def exists_elsewhere(actor: Actor, record: Record) -> list[Organisation]:
    """Organisations outside ``actor``'s sight that may know this person. Of one word alone nothing is told."""
    if not is_asked_enough(record):
        return []
    wanted = frozenset(token for key in name_keys() for token in pair_tokens(record, key))
    likeliest = bearers_by_rarity(wanted)
    unseen = Child.objects.filter(~visible(actor), pk__in=likeliest)
    known = {pk: rest for pk, *rest in unseen.values_list("pk", "birth_year", "sex", "organisation")}
    possible: dict[UUID, UUID] = {}
    for child_id in likeliest:
        if child_id in known and len(possible) < MOST_COMPARED:
            year, sex, office = known[child_id]
            possible |= {child_id: office} if does_not_contradict(record, year, sex) else {}
    if not possible:
        return []
    alike = MEMORY.likeness(record.names, list(possible))
    offices = {office for child_id, office in possible.items() if alike.get(child_id, 0.0) >= LEAST_LIKENESS}
    return list(Organisation.objects.filter(pk__in=offices).order_by("code"))

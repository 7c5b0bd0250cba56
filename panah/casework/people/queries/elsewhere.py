"""Which other organisation may know somebody: "ask them", and nothing else (S17).

Names of strangers are not compared for it: keyed tokens and keyed encodings alone say whether there may be a match, and neither
how like nor how many is told.
"""

from panah.casework.people.models import Child
from panah.casework.people.queries.likeness import MEMORY
from panah.casework.people.queries.matching import unseen_by_pairs
from panah.casework.people.rules import does_not_contradict, is_asked_enough
from panah.engines.matching.comparing.verdicts import Record
from panah.foundation.security.access import Actor

LEAST_LIKENESS = 0.7
"""Of encodings of two words. Measured on the development sets: see docs/adr/0037."""
MOST_COMPARED = 1_000


def exists_elsewhere(actor: Actor, record: Record) -> list[str]:
    """Codes of organisations outside ``actor``'s sight that may know this person. Of one word alone nothing is told."""
    if not is_asked_enough(record):
        return []
    unseen = Child.objects.filter(pk__in=unseen_by_pairs(actor, record)[:MOST_COMPARED])
    rows = unseen.values_list("pk", "birth_year", "sex", "organisation__code")
    possible = {id: code for id, year, sex, code in rows if does_not_contradict(record, year, sex)}
    if not possible:
        return []
    alike = MEMORY.likeness(record.names, list(possible))
    return sorted({code for id, code in possible.items() if alike.get(id, 0.0) >= LEAST_LIKENESS})

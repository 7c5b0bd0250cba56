"""Which other organisation may know somebody: "ask them", and nothing else (S17).

Names of strangers are not compared for it: keyed tokens and keyed encodings alone say whether there may be a match, and neither
how like nor how many is told.
"""

from panah.casework.people.queries.finding.bearers import offices_of_unseen
from panah.casework.people.queries.finding.keying import name_keys
from panah.casework.people.queries.finding.likeness import MEMORY
from panah.casework.people.rules import is_asked_enough, pair_tokens
from panah.engines.matching.comparing.verdicts import Record
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor

LEAST_LIKENESS = 0.7
"""Of encodings of two words. Measured on the development sets: see docs/adr/0037."""
MOST_COMPARED = 100


def exists_elsewhere(actor: Actor, record: Record) -> list[Organisation]:
    """Organisations outside ``actor``'s sight that may know this person. Of one word alone nothing is told."""
    if not is_asked_enough(record):
        return []
    wanted = frozenset(token for key in name_keys() for token in pair_tokens(record, key))
    possible = offices_of_unseen(actor, record, wanted, MOST_COMPARED)
    if not possible:
        return []
    alike = MEMORY.likeness(record.names, list(possible))
    offices = {office for child_id, office in possible.items() if alike.get(child_id, 0.0) >= LEAST_LIKENESS}
    return list(Organisation.objects.filter(pk__in=offices).order_by("code"))

"""The one comparison of the house, for two records: of the queue, of the pages, and of whoever names two codes."""

from panah.casework.people.models import Child
from panah.casework.people.queries import records_of
from panah.engines.matching.comparing.verdicts import Verdict, compared


def compared_pair(one: Child, other: Child) -> Verdict:
    """Names are opened to be compared; of what comes back only reasons without words may be shown to whoever may not read."""
    records = records_of([one.pk, other.pk])
    return compared(records[one.pk], records[other.pk])

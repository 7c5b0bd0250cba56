from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from panah.casework.cases.models import Case, Paper
from panah.casework.cases.queries.acts import acts_on, codes_of_case
from panah.foundation.documents.models import Letter
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import RELATIONS_FOR, Permission


def papers_tracked(case: Case) -> list[Paper]:
    """The papers that the child needs: those that still wait first, by the day on which they should come."""
    rows = list(Paper.objects.filter(case=case).order_by("written_at"))
    return sorted(rows, key=lambda paper: (paper.status != "applied", paper.due_on is None, paper.due_on, paper.pk))


def letters_of(actor: Actor, case: Case) -> list[Letter]:
    """What was made here for somebody outside, newest first; only for who works on the case."""
    rows = Letter.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_VIEW]).filter(file_id=case.file_id)
    return list(rows.select_related("made_by").order_by("-made_at", "-place_in_year"))


@dataclass(frozen=True)
class Looker:
    """Somebody who opened or wrote something of a child: in which role, where, and on how many days."""

    role: str
    organisation_id: str
    first: datetime
    last: datetime
    days: int


def who_looked(case: Case) -> list[Looker]:
    """From the record of acts, whoever it was: by role and organisation, without a person's name.

    What was opened of the family and what a helper opened of its own part is known of the child too.
    """
    rows = acts_on(codes_of_case(case)).filter(actor_kind=ActorKind.PERSON).order_by("number")
    seen: dict[tuple[str, str, str], list[datetime]] = {}
    for actor, role, organisation, at in rows.values_list("actor", "role", "organisation", "at"):
        seen.setdefault((actor, role, organisation), []).append(at)
    return [
        Looker(role, organisation, moments[0], moments[-1], len({localtime(at).date() for at in moments}))
        for (_, role, organisation), moments in seen.items()
    ]

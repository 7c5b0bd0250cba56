from panah.casework.cases.models import Case, Paper
from panah.foundation.documents.models import Letter
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import RELATIONS_FOR, Permission


def papers_tracked(case: Case) -> list[Paper]:
    """The papers that the child needs: those that still wait first, by the day on which they should come."""
    rows = list(Paper.objects.filter(case=case).order_by("written_at"))
    return sorted(rows, key=lambda paper: (paper.status != "applied", paper.due_on is None, paper.due_on, paper.pk))


def letters_of(actor: Actor, case: Case) -> list[Letter]:
    """What was made here for somebody outside, newest first; only for who works on the case."""
    rows = Letter.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_VIEW]).filter(file_id=case.file_id)
    return list(rows.select_related("made_by").order_by("-made_at"))

"""How people and their cases stand today, for a file that leaves. Opens values: only an export calls it."""

import uuid
from collections.abc import Sequence

from django.utils.timezone import localtime

from panah.casework.cases.models import Case, Episode
from panah.casework.exchange.codes import SCOPE_OF_CONSENT
from panah.casework.exchange.rules.meaning import PersonName
from panah.casework.exchange.rules.outgoing import Present
from panah.casework.people.codes import ConsentDecision, NameKind
from panah.casework.people.models import CategoryDecision, Consent, Name
from panah.casework.people.queries import said_at
from panah.casework.people.rules import Birth
from panah.foundation.reference.codes import code_list
from panah.foundation.security.sealed import open_sealed


def present_of(cases: Sequence[Case], with_names: bool) -> dict[uuid.UUID, Present]:
    """By child. Five look-ups for all of them, however many they are."""
    children = [case.child_id for case in cases]
    names = _latest_names(children) if with_names else {}
    consents = _latest_consents(children)
    bodies = dict(CategoryDecision.objects.filter(child__in=children).order_by("id").values_list("child_id", "body"))
    reasons = dict(
        Episode.objects.filter(case__in=[case.pk for case in cases]).order_by("id").values_list("case_id", "reason")
    )
    open_sealed(*(case.child for case in cases), only=["birth_date"])
    closure_reasons = code_list("closure_reasons")
    found = {}
    for case in cases:
        child = case.child
        reason = reasons.get(case.pk, "")
        found[child.pk] = Present(
            sex=child.sex, category=child.category, stage=case.stage, citizenship_group=child.citizenship_group,
            birth=Birth(day=child.birth_date, year=child.birth_year, is_about=child.is_birth_year_about),
            name=names.get(child.pk), consent=consents.get(child.pk), came=localtime(case.opened_at).date(),
            body=bodies.get(child.pk, ""), owner=case.lead.display_name if case.lead and with_names else "",
            reason=closure_reasons.label(reason) if reason else "",
        )  # fmt: skip
    return found


def _latest_names(children: Sequence[uuid.UUID]) -> dict[uuid.UUID, PersonName]:
    """A name from a document outweighs one that was said, a later one an earlier one."""
    rows = list(Name.objects.filter(child__in=children).order_by("written_at", "id"))
    rows.sort(key=lambda row: row.kind == NameKind.DOCUMENT)
    open_sealed(*rows)
    return {row.child_id: PersonName(row.full, row.family, row.given, row.patronymic) for row in rows}


def _latest_consents(children: Sequence[uuid.UUID]) -> dict[uuid.UUID, bool]:
    rows = sorted(Consent.objects.filter(child__in=children, scope=SCOPE_OF_CONSENT), key=said_at)
    return {row.child_id: row.decision == ConsentDecision.GIVEN for row in rows}

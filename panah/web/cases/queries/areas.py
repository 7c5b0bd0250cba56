"""The eight areas of an assessment: what is answered, and what an earlier assessment said."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.cases.codes import Domain
from panah.casework.cases.models import Case, DomainAnswer
from panah.casework.cases.queries import answers_before, latest_assessment, running_answers
from panah.foundation.reference.codes import code_list
from panah.web.components.grown_words import label_for, standing_of
from panah.web.components.values import Chip, Tone


@dataclass(frozen=True)
class Area:
    """One area as a task. ``still_url`` confirms in one tap what an earlier assessment said."""

    title: str
    url: str
    chip: Chip
    earlier: str = ""
    still_url: str = ""


def areas_of(case: Case) -> list[Area]:
    latest = latest_assessment(case)
    is_running = latest is not None and latest.completed_at is None
    now = running_answers(case) if is_running else {}
    before = answers_before(case)
    return [_area(case, domain, now.get(domain), before.get(domain)) for domain in Domain]


def _area(case: Case, domain: Domain, now: DomainAnswer | None, before: DomainAnswer | None) -> Area:
    is_open = now is None
    return Area(
        label_for("assessment_domains", domain, standing_of(case.child)),
        reverse("case-domain", args=[case.code, str(domain)]),
        Chip(Tone.MUTE, _("to do")) if now is None else Chip(Tone.OK, _answered(now)),
        _earlier(case, before) if is_open and before is not None else "",
        reverse("case-domain-still", args=[case.code, str(domain)]) if is_open and before is not None else "",
    )


def _answered(answer: DomainAnswer) -> str:
    if answer.not_asked:
        return _("not asked today")
    situation = code_list("domain_situation").label(answer.situation)
    return f"{situation} · " + _("still true") if answer.is_still_true else situation


def _earlier(case: Case, answer: DomainAnswer) -> str:
    day = date_format(localtime(answer.answered_at).date(), "SHORT_DATE_FORMAT")
    standing = standing_of(case.child)
    words = label_for("not_asked_reasons", answer.not_asked, standing) if answer.not_asked else ""
    return f"{day}: {words or code_list('domain_situation').label(answer.situation)}"

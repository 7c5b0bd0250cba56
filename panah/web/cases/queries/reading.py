"""One case: who it is about in codes, its steps, and what is due in it."""

import uuid
from datetime import datetime, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES, CaseState, Depth
from panah.casework.cases.models import Case, Helper
from panah.casework.cases.queries import cases_visible_to
from panah.casework.cases.queries.helping import helpers_of
from panah.casework.services.codes import ProviderKind
from panah.casework.services.models import Provider
from panah.casework.services.rules import NEVER_OFFERED
from panah.foundation.clocks.queries import own_timers
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.values import ActionRow, Chip, Fact, Identity, Tone
from panah.web.components.when import day_and_distance
from panah.web.today.queries import address_of, button_address, steps_of
from panah.web.today.sentences import asking_of, sentence_of

SOON = timedelta(days=30)
RISK_TONES = {"high": Tone.LATE, "medium": Tone.DUE, "low": Tone.OK}


def case_or_404(actor: Actor, code: str) -> Case:
    """The case with this code if ``actor`` may see it; not yours and not there look the same (S17)."""
    case = cases_visible_to(actor).filter(code=normalise_code(code) or "-").first()
    if case is None:
        raise Http404
    return case


def case_of_file_or_404(actor: Actor, file_id: uuid.UUID) -> Case:
    """The case that a paper lies in, for the same people."""
    case = cases_visible_to(actor).filter(file_id=file_id).first()
    if case is None:
        raise Http404
    return case


def identity_of(case: Case, now: datetime, rows: list[ActionRow], *, name: str = "") -> Identity:
    child = case.child
    due = next((row.due for row in rows), None)
    return Identity(
        code=case.code,
        facts=[sex_and_age_of(child)],
        steps=steps_of(case) if case.stage in OPEN_STAGES else [],
        pairs=[
            Fact(_("Language"), language_of(child.language)),
            Fact(_("Place"), child.place.label(language_now()) if child.place else ""),
            Fact(_("Lead"), case.lead.display_name if case.lead else Chip(Tone.LATE, _("nobody"))),
            Fact(_("Next due"), day_and_distance(due, now) if due else "—"),
        ],
        chip=_chip(case),
        name_url=reverse("case-name", args=[case.code]),
        name=name,
    )


def language_of(code: str) -> str:
    return code_list("languages_spoken").label(code) if code != "unknown" else ""


def _chip(case: Case) -> Chip | None:
    """The one word that matters most: ended, not with us for a while, at which depth, at which risk."""
    if case.stage not in OPEN_STAGES:
        return Chip(Tone.MUTE, code_list("case_stage").label(case.stage))
    if case.state != CaseState.ACTIVE:
        return Chip(Tone.DUE, code_list("case_state").label(case.state))
    if case.depth == Depth.HELP:
        return Chip(Tone.INFO, code_list("case_depth").label(case.depth))
    risk = code_list("risk")
    return Chip(RISK_TONES[case.risk], f"{risk.title.label()}: {risk.label(case.risk)}") if case.risk else None


def running_rows(actor: Actor, case: Case, limit: int = 3) -> list[ActionRow]:
    """The next things that this person may do for the case, a consent that ends or a birthday soon among them."""
    rows: list[ActionRow] = []
    soon = clock.now() + SOON
    for timer in own_timers(case.file_id, case.organisation_id, case.child.file_id, soon):
        asking = asking_of(timer)
        if asking.permission not in actor.permissions or len(rows) == limit:
            continue
        rows.append(
            ActionRow(
                sentence=sentence_of(timer), url=address_of(timer), button=asking.button, due=timer.due_at,
                button_url=button_address(timer, asking),
            )
        )  # fmt: skip
    return rows


def helping_now(case: Case) -> list[tuple[str, Helper]]:
    """Who helps and who helped, by name."""
    language = language_now()
    return [((one.provider or one.organisation).label(language), one) for one in helpers_of(case)]


def provider_choices(actor: Actor) -> list[tuple[str, str]]:
    """The directory, by name: never the migration service, and a consulate last, for nobody goes there unasked (S1)."""
    rows = Provider.objects.visible_to(actor).filter(is_active=True, organisation__is_active=True)
    rows = rows.exclude(kind=ProviderKind.MIGRATION_SERVICE).exclude(organisation__kind=ProviderKind.MIGRATION_SERVICE)
    language = language_now()
    ordered = sorted((row.kind in NEVER_OFFERED, row.label(language), row.code) for row in rows)
    return [(code, label) for _is_last, label, code in ordered]


def provider_by_code(actor: Actor, code: str) -> Provider | None:
    rows = Provider.objects.visible_to(actor).filter(code=code, is_active=True)
    return rows.select_related("organisation").first() if code else None

"""One case: who it is about in codes, its steps, and what is due in it."""

import uuid
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES, Domain, Stage
from panah.casework.cases.models import Case, DomainAnswer
from panah.casework.cases.queries import cases_visible_to, latest_assessment, running_answers
from panah.casework.services.models import Provider
from panah.foundation.clocks.queries import own_timers
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.values import ActionRow, Chip, Fact, Identity, Task, Tone
from panah.web.components.when import day_and_distance
from panah.web.today.queries import address_of, button_address, steps_of
from panah.web.today.sentences import asking_of, sentence_of

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
        facts=[sex_and_age(child.sex, child.birth_year, child.age_band_at_entry)],
        steps=steps_of(case.stage) if case.stage in OPEN_STAGES else [],
        pairs=[
            Fact(_("Language"), language_of(child.language)),
            Fact(_("Place"), child.place.label(language_now()) if child.place else ""),
            Fact(_("Lead"), case.lead.display_name if case.lead else Chip(Tone.LATE, _("nobody"))),
            Fact(_("Next due"), day_and_distance(due, now) if due else "—"),
        ],
        chip=_risk_chip(case),
        name_url=reverse("case-name", args=[case.code]),
        name=name,
    )


def language_of(code: str) -> str:
    return code_list("languages_spoken").label(code) if code != "unknown" else ""


def _risk_chip(case: Case) -> Chip | None:
    if case.stage not in OPEN_STAGES:
        return Chip(Tone.MUTE, code_list("case_stage").label(case.stage))
    risk = code_list("risk")
    return Chip(RISK_TONES[case.risk], f"{risk.title.label()}: {risk.label(case.risk)}") if case.risk else None


def stage_tasks(case: Case) -> list[Task]:
    """The pages of a case in the order in which they are used; what is done says so, whatever the stage."""
    code = case.code
    if case.stage == Stage.CLOSED:
        return [
            Task(_("Call after closure"), reverse("case-check", args=[code])),
            Task(_("Reopen"), reverse("case-reopen", args=[code])),
        ]
    done, waits = Chip(Tone.OK, _("done")), Chip(Tone.DUE, _("waits for a signature"))
    is_past_contact = case.stage != Stage.NEW
    is_assessed = case.stage not in (Stage.NEW, Stage.ASSESSING)
    return [
        Task(_("First safety contact"), reverse("case-contact", args=[code]), done if is_past_contact else None),
        Task(_("Assessment"), reverse("case-assess", args=[code]), done if is_assessed else None),
        Task(_("Plan"), reverse("case-plan", args=[code]), done if case.plan_agreed_on else None),
        Task(_("Record a service"), reverse("case-service", args=[code])),
        Task(_("Review"), reverse("case-review", args=[code])),
        Task(_("Closure"), reverse("case-close", args=[code]), waits if case.stage == Stage.CLOSING else None),
    ]


def domain_tasks(case: Case) -> list[Task]:
    """The eight areas, each with what the running assessment says of it, or an earlier one."""
    answers = running_answers(case)
    latest = latest_assessment(case)
    is_earlier = latest is not None and latest.completed_at is not None
    return [
        Task(
            code_list("assessment_domains").label(domain),
            reverse("case-domain", args=[case.code, str(domain)]),
            _domain_chip(answers.get(domain), is_earlier),
        )
        for domain in Domain
    ]


def _domain_chip(answer: DomainAnswer | None, is_earlier: bool) -> Chip:
    if answer is None:
        return Chip(Tone.MUTE, _("to do"))
    situation = code_list("domain_situation").label(answer.situation)
    return Chip(Tone.MUTE if is_earlier else Tone.OK, situation)


def domain_facts(answer: DomainAnswer) -> list[Fact]:
    """An answer that was revealed, in words."""
    facts = [
        Fact(_("How it is"), code_list("domain_situation").label(answer.situation)),
        Fact(_("What we saw"), answer.observed),
        Fact(_("What the child says"), answer.child_says),
        Fact(_("What is needed"), code_list("service_types").labels(answer.needs)),
    ]
    if answer.not_asked:
        facts.append(Fact(_("Not asked today"), code_list("not_asked_reasons").label(answer.not_asked)))
    return facts


def running_rows(case: Case, limit: int = 5) -> list[ActionRow]:
    """The next things that the case's own organisation must do."""
    rows = []
    for timer in own_timers(case.file_id, case.organisation_id)[:limit]:
        asking = asking_of(timer)
        rows.append(
            ActionRow(
                sentence=sentence_of(timer), url=address_of(timer), button=asking.button, due=timer.due_at,
                button_url=button_address(timer, asking),
            )
        )  # fmt: skip
    return rows


def provider_choices(actor: Actor) -> list[tuple[str, str]]:
    """The directory, by name."""
    rows = Provider.objects.visible_to(actor).filter(is_active=True)
    language = language_now()
    return sorted(((row.code, row.label(language)) for row in rows), key=lambda pair: pair[1])


def provider_by_code(actor: Actor, code: str) -> Provider | None:
    rows = Provider.objects.visible_to(actor).filter(code=code, is_active=True)
    return rows.select_related("organisation").first() if code else None

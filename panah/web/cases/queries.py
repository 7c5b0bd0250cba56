"""What the pages of a case gather from the rooms below."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.codes import OPEN_STAGES, Domain, Stage
from panah.casework.cases.models import Case, ClosureRequest, DeliveredService, Note
from panah.casework.cases.queries import Moment, cases_visible_to, running_answers, timeline
from panah.casework.people.models import Child, Consent
from panah.casework.people.queries import names_of
from panah.casework.services.models import Provider
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.values import ActionRow, Chip, Event, Fact, Identity, Task, Tone
from panah.web.components.when import day_and_distance, when_chip
from panah.web.today.queries import address_of, asking_of, steps_of

RISK_TONES = {"high": Tone.LATE, "medium": Tone.DUE, "low": Tone.OK}


def case_or_404(actor: Actor, code: str) -> Case:
    """The case with this code if ``actor`` may see it; not yours and not there look the same (S17)."""
    case = cases_visible_to(actor).filter(code=normalise_code(code) or "-").first()
    if case is None:
        raise Http404
    return case


def identity_of(case: Case, now: datetime, *, name: str = "") -> Identity:
    child = case.child
    due = Timer.objects.running().filter(file=case.file_id).order_by("due_at").values_list("due_at", flat=True).first()
    return Identity(
        code=case.code,
        facts=[sex_and_age(child.sex, child.birth_year, child.age_band_at_entry)],
        steps=steps_of(case.stage),
        pairs=[
            Fact(
                _("Language"),
                code_list("languages_spoken").label(child.language) if child.language != "unknown" else "",
            ),
            Fact(_("Place"), child.place.label(language_now()) if child.place else ""),
            Fact(_("Lead"), case.lead.display_name if case.lead else Chip(Tone.LATE, _("nobody"))),
            Fact(_("Next due"), day_and_distance(due, now) if due else "—"),
        ],
        chip=Chip(
            RISK_TONES.get(case.risk, Tone.MUTE),
            code_list("risk").title.label() + ": " + code_list("risk").label(case.risk),
        )
        if case.risk
        else None,
        name_url=reverse("case-name", args=[case.code]),
        name=name,
    )


def names_in_clear(actor: Actor, child: Child) -> str:
    """Every name of the child, revealed and so audited."""
    names = names_of(child)
    reveal(actor, *names)
    shown = []
    for name in names:
        try:
            shown.append(name.full)
        except StillSealed:
            continue
    return " · ".join(dict.fromkeys(text for text in shown if text)) or _("No name is written")


def stage_tasks(case: Case) -> list[Task]:
    """The pages of a case in the order in which they are used; what is done says so."""
    done, code = Chip(Tone.OK, _("done")), case.code
    order = [str(stage) for stage in Stage]
    here = order.index(case.stage)

    def mark(stage: Stage) -> Chip | None:
        return done if here > order.index(stage) else None

    if case.stage == Stage.CLOSED:
        return [Task(_("Reopen"), reverse("case-reopen", args=[code]))]
    return [
        Task(_("First safety contact"), reverse("case-contact", args=[code]), mark(Stage.NEW)),
        Task(_("Assessment"), reverse("case-assess", args=[code]), mark(Stage.ASSESSING)),
        Task(_("Plan"), reverse("case-plan", args=[code]), mark(Stage.PLANNING)),
        Task(_("Record a service"), reverse("case-service", args=[code])),
        Task(_("Review"), reverse("case-review", args=[code])),
        Task(_("Refer"), reverse("refer-case", args=[code])),
        Task(_("Closure"), reverse("case-close", args=[code])),
    ]


def domain_tasks(case: Case) -> list[Task]:
    answers = running_answers(case)
    tasks = []
    for domain in Domain:
        answer = answers.get(domain)
        chip = (
            Chip(Tone.OK, code_list("domain_situation").label(answer.situation))
            if answer
            else Chip(Tone.MUTE, _("to do"))
        )
        tasks.append(
            Task(
                code_list("assessment_domains").label(domain),
                reverse("case-domain", args=[case.code, str(domain)]),
                chip,
            )
        )
    return tasks


def running_rows(case: Case, limit: int = 5) -> list[ActionRow]:
    """The next things that are due in this case."""
    rows = Timer.objects.running().filter(file=case.file_id).order_by("due_at")[:limit]
    return [
        ActionRow(
            sentence=asking_of(timer).sentence, url=address_of(timer), button=asking_of(timer).button, due=timer.due_at,
            facts=[code_list(timer.fact.partition(":")[0]).label(timer.fact.partition(":")[2])]
            if timer.fact.startswith("service_types:") else [],
        )
        for timer in rows
    ]  # fmt: skip


_KINDS = {
    "service": gettext_lazy("Service"),
    "assessment": gettext_lazy("Assessment completed"),
    "closure": gettext_lazy("Closure"),
    "opened": gettext_lazy("Case opened"),
}


def events_of(actor: Actor, case: Case) -> list[Event]:
    """The timeline in words; texts that this person may read are folded under a note."""
    moments = timeline(case)
    texts = [moment.record for moment in moments if isinstance(moment.record, Note | DeliveredService | ClosureRequest)]
    reveal(actor, *texts)
    return [_event(moment) for moment in moments]


def _event(moment: Moment) -> Event:
    text, who = "", ""
    record = moment.record
    try:
        if isinstance(record, Note):
            text = record.text
        elif isinstance(record, DeliveredService):
            text = record.what_was_done
        elif isinstance(record, ClosureRequest):
            text = record.remark or record.child_opinion
    except StillSealed:
        text = ""
    written = localtime(moment.written_at).date()
    late = (written - moment.happened_on).days
    note = _("written %(days)d days later") % {"days": late} if late > 1 else ""
    return Event(
        at=moment.happened_on, sentence=_sentence(moment), who=note or who, body=text, content_note=_("Read the text")
    )


def _sentence(moment: Moment) -> str:
    if moment.kind == "note":
        return code_list("note_kinds").label(moment.fact)
    if moment.kind == "service":
        return f"{_KINDS['service']}: {code_list('service_types').label(moment.fact)}"
    if moment.kind == "closure":
        return f"{_KINDS['closure']}: {code_list('closure_decision').label(moment.fact)}"
    return str(_KINDS[moment.kind])


def provider_choices(service_type: str = "") -> list[tuple[str, str]]:
    rows = Provider.objects.filter(is_active=True)
    rows = rows.offering(service_type) if service_type else rows
    language = language_now()
    return sorted(((row.code, row.label(language)) for row in rows), key=lambda pair: pair[1])


def provider_by_code(code: str) -> Provider | None:
    return Provider.objects.filter(code=code, is_active=True).select_related("organisation").first() if code else None


def consent_facts(child: Child) -> list[Fact]:
    """The latest word for each scope."""
    latest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(child=child).order_by("written_at", "id"):
        latest[consent.scope] = consent
    return [
        Fact(code_list("consent_scopes").label(scope), code_list("consent_decision").label(consent.decision))
        for scope, consent in latest.items()
    ]


def with_due(cases: Sequence[Case]) -> dict[object, datetime]:
    """The next due moment of each case, in one query."""
    running = Timer.objects.running().filter(file__in=[case.file_id for case in cases])
    return dict(running.order_by("-due_at").values_list("file_id", "due_at"))


def due_chip(due: datetime | None, now: datetime) -> Chip | str:
    return when_chip(due, now) if due else "—"


def is_open(case: Case) -> bool:
    return case.stage in OPEN_STAGES

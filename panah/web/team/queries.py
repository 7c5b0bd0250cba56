"""How the work of an organisation is spread, by person; counts only. And what nobody leads."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to, possible_leads
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import without_lead
from panah.web.components.child_words import sex_and_age_of
from panah.web.components.values import ActionRow, Chip, Column, Link, Table, TableRow, Tone
from panah.web.today.queries import address_of, alert_of, button_address
from panah.web.today.sentences import ASKS, NOT_OF_A_CHILD, asking_of, sentence_of, who_is_meant

SHOWN = 25
NOBODY = "nobody"
WAITS_FOR_A_YES = (
    TimerKind.CLOSURE_SIGNATURE, TimerKind.PLAN_APPROVAL, TimerKind.CONSENT_OVERRIDE, TimerKind.DEPTH_DECISION,
    TimerKind.TRANSFER_ACKNOWLEDGE, TimerKind.TRANSFER_ANSWER, TimerKind.ROLE_CONFIRMATION,
)  # fmt: skip


@dataclass(frozen=True)
class Load:
    """What one person carries, or what nobody does."""

    open: int = 0
    high: int = 0
    late: int = 0

    @property
    def cells(self) -> list[object]:
        return [self.open, self.high, Chip(Tone.LATE, str(self.late)) if self.late else 0]


def caseload(actor: Actor, now: datetime) -> Table:
    """Open, high risk and late for each person who may lead cases, who no longer may, and nobody."""
    loads = _loads(actor, now)
    here = {person.pk: person for person in possible_leads(actor.organisation)}
    gone = Person.objects.filter(pk__in=[pk for pk in loads if pk is not None and pk not in here])
    rows = [
        TableRow([person.display_name, *loads.get(pk, Load()).cells], _reassign_url(actor, pk, loads))
        for pk, person in here.items()
    ]
    rows += [
        TableRow(
            [_("%(person)s, no longer here") % {"person": person.display_name}, *loads[person.pk].cells],
            _reassign_url(actor, person.pk, loads),
        )
        for person in gone.order_by("display_name")
        if loads[person.pk].open
    ]
    if None in loads and loads[None].open:
        rows.append(TableRow([Chip(Tone.LATE, _("no lead")), *loads[None].cells], _reassign_url(actor, None, loads)))
    columns = [
        Column(_("Person")),
        *(Column(label, is_number=True) for label in (_("Open cases"), _("High risk"), _("Late"))),
    ]
    return Table(columns, rows, empty=_("Nobody leads cases here yet."))


def _reassign_url(actor: Actor, lead: uuid.UUID | None, loads: dict[uuid.UUID | None, Load]) -> str:
    """Where this person's cases are given to another, for whoever may; else the list of them."""
    if lead not in loads or not loads[lead].open:
        return ""
    if Permission.CASE_ASSIGN in actor.permissions:
        return reverse("team-reassign", args=[lead or NOBODY])
    return f"{reverse('case-list')}?lead=nobody" if lead is None else ""


def _loads(actor: Actor, now: datetime) -> dict[uuid.UUID | None, Load]:
    rows = cases_visible_to(actor).filter(stage__in=OPEN_STAGES).order_by()
    late = _late(actor, now)
    counted = rows.values_list("lead").annotate(open=Count("pk"), high=Count("pk", filter=Q(risk="high")))
    return {lead: Load(count, high, late.get(lead, 0)) for lead, count, high in counted}


def _late(actor: Actor, now: datetime) -> dict[uuid.UUID | None, int]:
    running = Timer.objects.running().visible_to(actor).filter(due_at__lt=now).order_by()
    return dict(running.values_list("person").annotate(late=Count("pk")))


def unled(actor: Actor) -> list[ActionRow]:
    """Open cases without a lead, or whose lead has left, each with the button that names one."""
    return [
        ActionRow(
            sentence=_("Nobody leads this case: name a lead"),
            url=reverse("case", args=[case.code]),
            button=_("Assign"),
            code=case.code,
            facts=[
                sex_and_age_of(case.child),
                code_list("case_stage").label(case.stage),
            ],
            chip=Chip(Tone.LATE, _("no lead")),
            button_url=reverse("case-lead", args=[case.code]),
        )
        for case in without_lead(cases_visible_to(actor), actor).order_by("opened_at")[:SHOWN]
    ]


def further_pages(actor: Actor) -> list[Link]:
    """What whoever leads an office has beside its children."""
    pages = (
        (Permission.DEPARTURE_KEEP, "departure-list", _("Who leaves or is on leave")),
        (Permission.AUTHORITY_REQUEST_KEEP, "authority-request-list", _("Requests by authorities")),
        (Permission.EXCHANGE_KEEP, "exchange-list", _("Ask without names")),
        (Permission.RECORDS_IMPORT, "own-lists", _("Bring our list")),
        (Permission.OUTING_OPEN, "outing-list", _("Outings")),
        (Permission.TRAINING_VIEW, "training-list", _("Trainings")),
        (Permission.CHAMPION_VIEW, "champion-list", _("Champions")),
        (Permission.CAMPAIGN_VIEW, "campaign-list", _("Campaigns")),
        (Permission.ADULT_VIEW, "adult-list", _("People we work with")),
        (Permission.POSTER_KEEP, "poster-list", _("QR pictures")),
        (Permission.FIGURES_READ, "figures", _("Figures")),
        (Permission.STAFF_MANAGE, "person-list", _("People")),
        (Permission.ACCESS_READ, "access", _("Who sees what")),
        (Permission.CALENDAR_EDIT, "calendar", _("Working calendar")),
    )
    return [Link(reverse(name), label) for permission, name, label in pages if permission in actor.permissions]


def approvals(actor: Actor) -> list[ActionRow]:
    """Closures, plans, acts without consent, depths and transfers that wait for a yes or no here, the first due first."""
    return rows_of(actor, Q(kind__in=WAITS_FOR_A_YES))


def late_rows(actor: Actor, now: datetime) -> list[ActionRow]:
    """What is late in the team, whoever it rests on."""
    return rows_of(actor, Q(due_at__lt=now) & ~Q(kind__in=WAITS_FOR_A_YES))


def rows_of(actor: Actor, wanted: Q) -> list[ActionRow]:
    """Running clocks of the organisation as rows with the button of Today."""
    may = [kind for kind, asking in ASKS.items() if asking.permission in actor.permissions]
    rows = Timer.objects.running().visible_to(actor).filter(wanted, kind__in=may).select_related("person")
    return [_timer_row(timer) for timer in rows.order_by("due_at", "id")[:SHOWN]]


def _timer_row(timer: Timer) -> ActionRow:
    asking = asking_of(timer)
    is_about_child = timer.kind not in NOT_OF_A_CHILD
    facts = [who_is_meant(timer)] if is_about_child else []
    facts += [timer.person.display_name] if timer.person else []
    return ActionRow(
        sentence=sentence_of(timer), url=address_of(timer), button=asking.button, due=timer.due_at,
        code=timer.subject_code, facts=facts, button_url=button_address(timer, asking), alert=alert_of(timer),
    )  # fmt: skip


def cases_of(actor: Actor, lead: Person | None) -> list[Case]:
    """The open cases of one worker, or those that nobody leads, as far as ``actor`` may see them."""
    rows = cases_visible_to(actor).filter(stage__in=OPEN_STAGES)
    rows = without_lead(rows, actor) if lead is None else rows.filter(lead=lead)
    return list(rows.order_by("opened_at", "code"))


def leads_besides(actor: Actor, lead: Person | None) -> list[Person]:
    """Who may take them."""
    return [person for person in possible_leads(actor.organisation) if lead is None or person.pk != lead.pk]


def case_choices(cases: list[Case]) -> list[tuple[str, object]]:
    """By code, with what helps to spread them: age, stage and risk."""
    stages, risks = code_list("case_stage"), code_list("risk")
    return [
        (
            case.code,
            " · ".join(
                [
                    case.code,
                    sex_and_age_of(case.child),
                    stages.label(case.stage),
                    *([f"{risks.title.label()}: {risks.label(case.risk)}"] if case.risk else []),
                ]
            ),
        )
        for case in cases
    ]


def lead_choices(actor: Actor, people: dict[str, Person]) -> list[tuple[str, object]]:
    """Each with how much is carried already."""
    loads = _loads(actor, clock.now())
    words = _("%(person)s: open %(count)d")
    return [
        (key, words % {"person": person.display_name, "count": loads.get(person.pk, Load()).open})
        for key, person in people.items()
    ]

"""Trainings as pages show them: in the words of the reader."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_label
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed
from panah.programme.directory.models import AdultPair
from panah.programme.training.codes import EventState, PlanFault
from panah.programme.training.models import Certificate, Enrolment, Event, HalfDay, Module
from panah.programme.training.queries import Numbers, Standing, enrolments_of, plan_of, trainers_of
from panah.programme.training.queries.looking import attendances_in, certificates_in, clocks_of
from panah.programme.training.rules.planning import Plan, faults_of, missing_languages
from panah.web.components.child_words import language_now
from panah.web.components.lists import ListColumn, by_rank
from panah.web.components.values import ActionRow, Chip, Column, Fact, Step, Table, TableRow, Tone, Words, telephone
from panah.web.today.queries import address_of
from panah.web.today.sentences import ASKS

STEPS = (
    EventState.PLANNED, EventState.OPEN, EventState.CLOSED, EventState.RUNNING, EventState.TESTED, EventState.CERTIFIED,
    EventState.PRACTICE_CHECK, EventState.REPORTED,
)  # fmt: skip
_TONES = {EventState.OPEN: Tone.OK, EventState.RUNNING: Tone.DUE, EventState.CANCELLED: Tone.LATE}


def columns() -> dict[str, ListColumn]:
    return {
        "starts": ListColumn(_("Days"), ("starts_on",)),
        "title": ListColumn(_("Title")),
        "place": ListColumn(_("Place"), ("place__sort_key",)),
        "kind": ListColumn(_("For whom")),
        "people": ListColumn(_("Take part"), is_number=True),
        "state": ListColumn(_("State"), (by_rank("state", list(EventState)),)),
    }


def narrowed(events: QuerySet[Event], chosen: Mapping[str, str]) -> QuerySet[Event]:
    found = events
    for name in ("state", "kind"):
        if chosen.get(name):
            found = found.filter(**{name: chosen[name]})
    region = chosen.get("region")
    return found.filter(Q(place=region) | Q(place__parent=region)) if region else found


def rows_of(events: Sequence[Event]) -> list[TableRow]:
    language = language_now()
    return [
        TableRow(
            [
                days_words(event.starts_on, event.ends_on), event.label(language), event.place.label(language),
                code_list("training_event_kind").label(event.kind), people_words(event), state_chip(event),
            ],
            reverse("training-event", args=[event.code]),
        )
        for event in events
    ]  # fmt: skip


def people_words(event: Event) -> str:
    """Taken and all places, as the list annotated them."""
    taken: int = event.enrolled  # type: ignore[attr-defined]
    return f"{taken} / {event.places}"


def days_words(first: date, last: date) -> str:
    start = date_format(first, "SHORT_DATE_FORMAT")
    return start if first == last else f"{start} – {date_format(last, 'SHORT_DATE_FORMAT')}"


def state_chip(event: Event, taken: int | None = None) -> Chip:
    state = EventState(event.state)
    counted = taken if taken is not None else getattr(event, "enrolled", 0)
    if state is EventState.OPEN and counted >= event.places:
        return Chip(Tone.DUE, _("Full, others wait"))
    return Chip(_TONES.get(state, Tone.MUTE), code_list("training_event_state").label(state))


def steps_of(event: Event) -> list[Step]:
    """The way of an event; without a test that step is not there."""
    way = [state for state in STEPS if event.has_test or state is not EventState.TESTED]
    if event.state == EventState.CANCELLED:
        return []
    here = way.index(EventState(event.state))
    labels = code_list("training_event_state")
    return [
        Step(labels.label(state), "done" if place < here else "now" if place == here else "later")
        for place, state in enumerate(way)
    ]


def due_rows(event: Event) -> list[ActionRow]:
    """What waits for somebody, as on Today."""
    rows = clocks_of(event)
    return [
        ActionRow(ASKS[timer.kind].sentence, address_of(timer), ASKS[timer.kind].button, due=timer.due_at)
        for timer in rows
    ]


def fault_words(event: Event) -> list[str]:
    """What the plan still lacks, in sentences; the languages for which nobody is found are named."""
    plan: Plan = plan_of(event)
    labels, spoken = code_list("training_plan_fault"), code_list("languages_spoken")
    missing = ", ".join(spoken.labels(missing_languages(plan)))
    return [
        f"{labels.label(fault)}: {missing}" if fault is PlanFault.NO_TRAINER else labels.label(fault)
        for fault in faults_of(plan)
    ]


def facts_of(event: Event) -> list[Fact]:
    language = language_now()
    spoken = code_list("languages_spoken")
    modules = [
        _("%(title)s (%(hours)s, version %(number)d)")
        % {
            "title": row.module.label(language),
            "hours": hours_words(row.module.hours),
            "number": row.version.number,
        }
        for row in event.taught.select_related("module", "version")
    ]
    facts = [
        Fact(_("Days"), days_words(event.starts_on, event.ends_on)),
        Fact(_("Place"), place_label(event.place_id)),
        Fact(_("Venue"), event.venue),
        Fact(_("Can a person in a wheelchair get in?"), code_list("yes_no_unknown").label(event.is_venue_accessible)),
        Fact(_("Languages"), ", ".join(spoken.labels(list(event.languages)))),
        Fact(_("Modules"), modules),
        Fact(_("Trainers"), [one.adult.name for one in trainers_of(event) if one.adult.name]),
        Fact(_("Test before and after"), _("Yes") if event.has_test else _("No")),
    ]
    if event.round:
        facts.append(Fact(_("Series or grant"), event.round))
    if event.cancelled_at:
        reason = code_list("training_cancel_reason").label(event.cancelled_because)
        facts.append(Fact(_("Why it does not take place"), [part for part in (reason, event.cancel_note) if part]))
    return facts


def public_facts(event: Event) -> list[Fact]:
    """What anybody may read of it."""
    spoken = code_list("languages_spoken")
    return [
        Fact(_("Days"), days_words(event.starts_on, event.ends_on)),
        Fact(_("Place"), ", ".join(part for part in (place_label(event.place_id), event.venue) if part)),
        Fact(_("Languages"), ", ".join(spoken.labels(list(event.languages)))),
        Fact(_("Held by"), event.organisation.label(language_now())),
    ]  # fmt: skip


def taught_modules(actor: Actor) -> list[Module]:
    """What may be planned, that of the own office first."""
    rows = Module.objects.visible_to(actor).taught().select_related("organisation")
    return sorted(rows, key=lambda one: one.organisation_id != actor.organisation_id)


def hours_words(hours: int) -> str:
    return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}


def half_day_words(half: HalfDay) -> str:
    part = code_list("training_day_part").label(half.part).lower()
    return f"{date_format(half.date, 'SHORT_DATE_FORMAT')}, {part}"


def half_day_table(event: Event, enrolled: int) -> Table:
    """Each half-day with how many were there."""
    counts: dict[int, int] = {}
    for number in attendances_in(event).values_list("half_day__number", flat=True):
        counts[number] = counts.get(number, 0) + 1
    rows = [
        TableRow(
            [half_day_words(half), f"{counts.get(half.number, 0)} / {enrolled}", _("kept") if half.sheet_id else "—"],
            reverse("training-day", args=[event.code, half.number]),
        )
        for half in event.half_days.all()
    ]
    return Table([Column(_("Half-day")), Column(_("Were there"), True), Column(_("Signed sheet"))], rows)


def name_words(enrolment: Enrolment) -> str:
    """The name; of somebody who asked to be forgotten, that it is gone."""
    return enrolment.adult.name or _("name removed at their wish")


def adult_words(enrolment: Enrolment) -> str:
    adult = enrolment.adult
    return ", ".join(part for part in (adult.post, adult.works_at) if part) or "—"


def phone_of(enrolment: Enrolment) -> object:
    """The telephone, for who may open it; the caller revealed it."""
    try:
        return telephone(enrolment.adult.phone, "—")
    except StillSealed:
        return "—"


def doubles_of(actor: Actor, event: Event) -> list[tuple[str, str, str]]:
    """Two who are enrolled and may be one: their names, and the page on which a person decides where there is one."""
    known = {one.adult_id: one.adult.name for one in enrolments_of(event)}
    pairs = AdultPair.objects.visible_to(actor).waiting().filter(first__in=known, second__in=known)
    return [(known[pair.first_id], known[pair.second_id], _pair_url(pair)) for pair in pairs]


def _pair_url(pair: AdultPair) -> str:
    try:
        return reverse("adult-pair", args=[pair.code])
    except NoReverseMatch:
        return ""


def counts_table(label: Words, rows: list[tuple[str, int]], total: int) -> Table:
    lines = [TableRow([name, count]) for name, count in rows]
    return Table([Column(label), Column(_("Participants"), True)], [*lines, TableRow([_("All"), total])])


def number_tables(numbers: Numbers) -> list[Table]:
    """By sector, region, sex and language; each adds up to those who came."""
    sectors, sexes = code_list("trainee_sectors"), code_list("sex_of_adult")
    spoken = code_list("languages_spoken")
    return [
        counts_table(
            _("Sector"), [(sectors.label(code), count) for code, count in numbers.by_sector.most_common()], numbers.came
        ),
        counts_table(
            _("Region"),
            [(place_label(code) if code else _("Not known"), count) for code, count in numbers.by_region.most_common()],
            numbers.came,
        ),
        counts_table(
            _("Woman or man"), [(sexes.label(code), count) for code, count in numbers.by_sex.most_common()], numbers.came
        ),
        counts_table(
            _("Language"), [(spoken.label(code), count) for code, count in numbers.by_language.most_common()],
            numbers.came,
        ),
    ]  # fmt: skip


def certificate_table(event: Event, standings: Sequence[Standing], *, may_keep: bool) -> Table:
    """Who gets one, who has one, and what is missing for the others."""
    held: dict[object, Certificate] = {
        one.enrolment_id: one for one in certificates_in(event).filter(withdrawn_at=None)
    }
    rows = [
        TableRow(
            [name_words(one.enrolment), f"{one.attended} / {one.half_days} · {one.percent} %", *_paper(held, one)],
            reverse("training-certificate", args=[event.code, held[one.enrolment.pk].code])
            if may_keep and one.enrolment.pk in held
            else "",
        )
        for one in standings
    ]
    labels = (_("Name"), _("Half-days"), _("Certificate"), _("Number for checking"))
    return Table([Column(label) for label in labels], rows, empty=_("Nobody takes part yet."))


def _paper(held: Mapping[object, Certificate], one: Standing) -> tuple[object, str]:
    made = held.get(one.enrolment.pk)
    if made is None:
        word = code_list("training_certificate_reason").label(one.reason)
        return Chip(Tone.DUE if one.reason == "given" else Tone.MUTE, word), "—"
    return Chip(Tone.OK, date_format(made.issued_on, "SHORT_DATE_FORMAT")), made.code


def moment_words(moment: object) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")  # type: ignore[arg-type]

"""Rows, boards and lists of a night in the words of the reader. What rests sealed was opened by the view."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.models import Arrival, Night, StandBy
from panah.casework.operations.queries import (
    GivenTo,
    held_for,
    is_placed,
    standing_of,
    who_may_prepare,
)
from panah.casework.services.queries import free_beds, houses_of
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Column, Fact, Shown, Table, TableRow, Tone
from panah.web.places.interpreting import Interpreting, interpreting

TICKS = (
    ArrivalStep.DRINK,
    ArrivalStep.FOOD,
    ArrivalStep.REST,
    ArrivalStep.DOCTOR,
    ArrivalStep.INTERPRETER,
    ArrivalStep.TRUSTED_ADULT,
)
BARE = frozenset({"unknown", "other"})


@dataclass(frozen=True)
class Pick(Shown):
    """A box that chooses a row for what is ticked below the list."""

    band: str
    template_name = "operations/pick.html"


@dataclass(frozen=True)
class Chips(Shown):
    """Some chips in one cell."""

    chips: Sequence[Chip]
    template_name = "operations/chips.html"


def zone_at(office: Organisation) -> tzinfo:
    return zone_of(office.place)


def moment_words(moment: datetime | None) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


def hour_words(moment: datetime | None) -> str:
    return f"{localtime(moment):%H:%M}" if moment else ""


def opened(record: Arrival | StandBy | Night, name: str) -> str:
    """The text, or nothing where it stays shut for this reader."""
    try:
        return str(getattr(record, name) or "")
    except StillSealed:
        return ""


def needs_of(arrival: Arrival) -> list[str]:
    try:
        return list(arrival.needs or [])
    except StillSealed:
        return []


def who(arrival: Arrival) -> str:
    """Age and sex; of whoever is not known to be grown in the words for a child."""
    sexes = code_list("sex_of_child" if arrival.is_child else "sex_of_adult")
    return f"{sexes.label(arrival.sex)}, {code_list('age_band').label(arrival.age_band)}"


def language_of(arrival: Arrival) -> str:
    return code_list("languages_spoken").label(arrival.language)


def group_words(arrival: Arrival) -> str:
    return _("Group %(number)s") % {"number": arrival.group} if arrival.group is not None else ""


def step_chips(arrival: Arrival, done: GivenTo) -> Chips:
    """What was given, each with its hour."""
    labels = code_list("arrival_steps")
    return Chips(
        [Chip(Tone.OK, f"{labels.label(step)} {hour_words(done[step])}") for step in ArrivalStep if step in done]
    )


def need_chips(arrival: Arrival) -> Chips:
    labels = code_list("arrival_needs")
    urgent = [code for code in needs_of(arrival) if labels.row(code).extra.get("doctor")]
    others = [code for code in needs_of(arrival) if code not in urgent]
    return Chips(
        [
            *(Chip(Tone.DANGER, labels.label(code)) for code in urgent),
            *(Chip(Tone.INFO, labels.label(code)) for code in others),
        ]
    )


def next_chip(arrival: Arrival) -> Chip:
    """What follows, or that nobody has said it yet."""
    if not arrival.next_step:
        return Chip(Tone.DUE, _("no next step yet"))
    tone = Tone.DUE if standing_of(arrival).is_open else Tone.OK
    return Chip(tone, code_list("arrival_next").label(arrival.next_step))


def owner_words(arrival: Arrival) -> str:
    if arrival.owner is not None:
        return arrival.owner.display_name
    return arrival.owner_body.label(language_now()) if arrival.owner_body is not None else ""


def code_of_next(arrival: Arrival) -> str:
    """By which those who have it find it again."""
    if arrival.concern is not None:
        return str(arrival.concern.code)
    return str(arrival.case.code) if arrival.case is not None else ""


def address_of(arrival: Arrival) -> str:
    return reverse("arrival", args=[arrival.night.code, arrival.band])


def in_order(rows: Sequence[Arrival], given: Mapping[uuid.UUID, GivenTo]) -> list[Arrival]:
    """Whoever needs a doctor and has not seen one first; then in the order of coming."""
    return sorted(
        rows,
        key=lambda row: (
            not (row.is_medical_first and ArrivalStep.DOCTOR not in given.get(row.pk, {})),
            row.arrived_at,
        ),
    )


def rows_table(rows: Sequence[Arrival], given: Mapping[uuid.UUID, GivenTo], *, can_tick: bool) -> Table:
    """One list: children or adults, never both."""
    columns = [
        Column(_("Band")), *([Column(_("Choose"))] if can_tick else []), Column(_("Who")), Column(_("Language")),
        Column(_("Came")), Column(_("Needs now")), Column(_("Was given")), Column(_("Tonight")), Column(_("What follows")),
    ]  # fmt: skip
    lines = []
    for row in in_order(rows, given):
        cells: list[object] = [row.band]
        cells += [Pick(row.band)] if can_tick else []
        cells += [
            ", ".join(word for word in (who(row), group_words(row)) if word), language_of(row), hour_words(row.arrived_at),
            need_chips(row), step_chips(row, given.get(row.pk, {})), night_chip(row), next_chip(row),
        ]  # fmt: skip
        lines.append(TableRow(cells, address_of(row)))
    return Table(columns, lines, empty=_("Nobody is in this list yet."))


def night_chip(arrival: Arrival) -> Chip:
    """Where they sleep, as far as it is known."""
    if arrival.reservation is not None:
        return Chip(Tone.OK, arrival.reservation.provider.label(language_now()))
    if arrival.sleeps_tonight != "unknown":
        return Chip(Tone.OK, code_list("sleeps_tonight").label(arrival.sleeps_tonight))
    return Chip(Tone.OK, _("known")) if is_placed(arrival) else Chip(Tone.DUE, _("not known yet"))


def interpreters_for(actor: Actor, night: Night, rows: Collection[Arrival]) -> list[Interpreting]:
    """For each language that is spoken tonight and not by everybody here."""
    spoken = sorted({row.language for row in rows} - BARE)
    found = [interpreting(actor, language, "", night.organisation.place, clock.now()) for language in spoken]
    return [one for one in found if one is not None and one.is_wanted]


def facts_of(arrival: Arrival, done: GivenTo) -> list[Fact]:
    """What stands open on the page of a row."""
    safety, parts = code_list("caregiver_safety"), code_list("adult_parts")
    facts = [
        Fact(_("Who"), who(arrival)), Fact(_("Language"), language_of(arrival)),
        Fact(_("Came"), moment_words(arrival.arrived_at)), Fact(_("Came together"), group_words(arrival) or _("alone")),
        Fact(_("Needs now"), need_chips(arrival) if needs_of(arrival) else _("nothing was noticed")),
        Fact(_("Was given"), step_chips(arrival, done) if done else _("nothing yet")),
    ]  # fmt: skip
    if not arrival.is_child:
        facts += [
            Fact(_("Safe for children"), safety.label(arrival.safety)), Fact(_("As what they came"), parts.label(arrival.part)),
        ]  # fmt: skip
    facts += [
        Fact(_("Sleeps tonight"), night_chip(arrival)), Fact(_("What follows"), next_chip(arrival)),
        Fact(_("Who has it"), owner_words(arrival)), Fact(_("Code"), code_of_next(arrival) or "—"),
    ]  # fmt: skip
    return facts


def words_of(arrival: Arrival) -> list[Fact]:
    """What rests sealed and was opened for this page."""
    names = (
        ("note", _("Said of itself")),
        ("sleeps_with", _("With whom they are")),
        ("talk_why", _("Why the talk could not wait")),
    )
    facts = [Fact(label, opened(arrival, name)) for name, label in names if opened(arrival, name)]
    if arrival.talk_by is not None:
        facts.append(Fact(_("Who began the talk"), arrival.talk_by.display_name))
    return facts


def held_houses(night: Night) -> list[tuple[str, str]]:
    """Houses with a place held for this night, and how many."""
    held: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in held_for(night):
        house = one.reservation.provider
        held[house.code] = held.get(house.code, 0) + 1
        names[house.code] = house.label(language_now())
    words = _("%(house)s: %(count)d held")
    return [(code, words % {"house": names[code], "count": count}) for code, count in held.items()]


def house_choices(actor: Actor, night: Night) -> list[tuple[str, str]]:
    """Houses with a place held for this night, then own houses with a free bed."""
    choices = [(f"held:{code}", words) for code, words in held_houses(night)]
    houses = houses_of(actor)
    free = free_beds([house.pk for house in houses])
    choices += [
        (
            f"free:{house.code}",
            _("%(house)s: %(count)d free") % {"house": house.label(language_now()), "count": free[house.pk]},
        )
        for house in houses
        if free[house.pk]
    ]
    return choices


def others_who_may(stand_by_or_office: Organisation, *besides: Person | str) -> list[Person]:
    keys = {str(getattr(one, "pk", one)) for one in besides}
    return [person for person in who_may_prepare(stand_by_or_office.pk) if str(person.pk) not in keys]

"""What the pages of a house gather: houses, guests and papers in the words of the reader."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.services.models import Bed, Provider, Reservation, Waiting
from panah.casework.services.queries import BedNow
from panah.casework.stays.actions import ASKED_DAILY
from panah.casework.stays.models import Appointment, DailyLog, Incident, Stay
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from panah.foundation.security.sealed import StillSealed
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.values import Chip, Column, Event, Fact, Link, Table, TableRow, Tone
from panah.web.components.when import when_chip
from panah.web.papers.words import LANGUAGE_NAMES


def moment_words(moment: datetime | None) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


def day_words(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def who(row: Stay | Reservation | Waiting) -> str:
    return sex_and_age(row.sex, None, row.age_band)


def place_words(bed: Bed) -> str:
    """The room and the bed, as they are called in the house."""
    return ", ".join(word for word in (bed.room, bed.name) if word)


def asker_words(row: Reservation | Waiting) -> str:
    words = row.asker or (row.asked_by.label(language_now()) if row.asked_by else "")
    return ", ".join(word for word in (words, row.call_back) if word)


def board_table(beds: list[BedNow], guests: list[Stay], now: datetime) -> Table:
    """Every bed tonight: who sleeps in it, who is on the way, or why it is empty."""
    by_bed = {guest.bed_id: guest for guest in guests}
    rows = []
    for one in beds:
        guest = by_bed.get(one.bed.pk)
        state, words, url = _state(one, guest, now)
        rows.append(TableRow([place_words(one.bed), code_list("bed_for").label(one.bed.meant_for), state, words], url))
    columns = [Column(_("Bed")), Column(_("For whom")), Column(_("Tonight")), Column(_("Who"))]
    return Table(columns, rows, empty=_("No bed is written down yet. Add the first one."))


def _state(one: BedNow, guest: Stay | None, now: datetime) -> tuple[Chip, object, str]:
    if guest is not None:
        words = f"{guest.code} · {who(guest)}"
        if guest.expected_until and guest.expected_until < clock.today():
            return Chip(Tone.LATE, _("stays longer than expected")), words, reverse("guest", args=[guest.code])
        return Chip(Tone.INFO, _("occupied")), words, reverse("guest", args=[guest.code])
    if one.hold is not None and one.hold.is_quiet:  # for nobody yet: no word why, and none until when
        return Chip(Tone.MUTE, _("held")), asker_words(one.hold), reverse("reservation", args=[one.hold.code])
    if one.hold is not None and one.hold.until is not None:
        until = Chip(Tone.DUE, _("held until %(time)s") % {"time": f"{localtime(one.hold.until):%H:%M}"})
        return until, f"{who(one.hold)} · {asker_words(one.hold)}", reverse("reservation", args=[one.hold.code])
    if one.outage is not None:
        return (
            Chip(Tone.MUTE, _("out of use")),
            code_list("bed_out_reasons").label(one.outage.reason),
            _bed_url(one.bed),
        )
    return Chip(Tone.OK, _("free")), "", _bed_url(one.bed)


def _bed_url(bed: Bed) -> str:
    return reverse("bed", args=[bed.code])


def bed_choices(beds: list[BedNow], *, besides: Bed | None = None) -> list[tuple[str, Any]]:
    kinds = code_list("bed_for")
    return [
        (one.bed.code, f"{place_words(one.bed)} · {kinds.label(one.bed.meant_for)}")
        for one in beds
        if one.is_free and one.bed != besides
    ]


def waiting_table(rows: list[Waiting], house: Provider) -> Table:
    columns = [Column(_("Since")), Column(_("Who")), Column(_("Who asks")), Column(""), Column("")]
    lines = [
        TableRow(
            [
                moment_words(row.asked_at),
                who(row),
                asker_words(row),
                Link(f"{reverse('reserve', args=[house.code])}?waiting={row.code}", _("Reserve a bed")),
                Link(reverse("waiting-end", args=[row.code]), _("End")),
            ]
        )
        for row in rows
    ]
    return Table(columns, lines)


def facts_of(stay: Stay) -> list[Fact]:
    """What may stand open on the page of a guest: codes, days and the bed."""
    lead = stay.case.lead.display_name if stay.case and stay.case.lead else ""
    facts = [
        Fact(_("Who"), who(stay)),
        Fact(_("Language"), code_list("languages_spoken").label(stay.language)),
        Fact(_("Bed"), place_words(stay.bed)),
        Fact(_("Came"), moment_words(stay.admitted_at)),
        Fact(_("Who brought the guest"), code_list("came_from").label(stay.came_from)),
        Fact(_("House rules read in"), dict(languages()).get(stay.rules_language, "")),
        Fact(_("Agrees to stay"), code_list("stay_consents").label(stay.consent)),
        Fact(_("Medical check"), day_words(stay.checked_on), chip=_check_chip(stay)),
        Fact(_("Expected until"), day_words(stay.expected_until)),
        Fact(_("Code of the case"), " · ".join(word for word in (stay.case.code, lead) if word) if stay.case else ""),
    ]
    if is_late_paper(stay):
        facts.append(Fact(_("Written"), moment_words(stay.written_at)))
    return facts + (exit_facts(stay) if stay.left_at else [])


def is_late_paper(stay: Stay) -> bool:
    return stay.written_at - stay.admitted_at > timedelta(hours=12)


def exit_facts(stay: Stay) -> list[Fact]:
    agreed: list[object] = list(code_list("exit_agreed_by").labels(stay.agreed_by))
    return [
        Fact(_("Left the house"), moment_words(stay.left_at)),
        Fact(_("Where to"), code_list("leaves_to").label(stay.leaves_to)),
        Fact(_("With whom they leave"), code_list("leaves_with").label(stay.leaves_with)),
        Fact(_("Who agreed"), agreed),
    ]


def _check_chip(stay: Stay) -> Chip | None:
    if stay.checked_on is not None or stay.left_at is not None:
        return None
    return when_chip(stay.admitted_at + timedelta(hours=24), clock.now())


def open_words(stay: Stay) -> list[Fact]:
    """What rests sealed and was opened for this page."""
    names = (
        ("health_now", _("Health now")),
        ("allergies", _("Allergies and medicines")),
        ("belongings", _("Belongings")),
        ("check_words", _("What the doctor or nurse advised")),
        ("follow_up", _("What was agreed for afterwards")),
    )
    return [Fact(label, text.splitlines()) for name, label in names if (text := sealed(stay, name))]


def sealed(record: Any, name: str) -> str:
    """The text, or nothing where it stays shut for this reader."""
    try:
        return str(getattr(record, name) or "")
    except StillSealed:
        return ""


def log_events(lines: list[DailyLog]) -> list[Event]:
    events = []
    for line in lines:
        late = (localtime(line.written_at).date() - line.day).days
        kind = (
            ngettext("written %(count)d day later", "written %(count)d days later", late) % {"count": late}
            if late > 1
            else ""
        )
        person = line.written_by.display_name if line.written_by else ""
        events.append(Event(line.day, line_words(line) or _("A line of the log"), person, kind, sealed(line, "words")))
    return events


def line_words(line: DailyLog) -> str:
    """ "Food: ate well · Sleep: slept badly": an answer alone would not say what it answers."""
    try:
        answers: dict[str, str] = line.answers or {}
    except StillSealed:
        return ""
    lists = [(code_list(f"log_{name}"), answers[name]) for name in ASKED_DAILY if answers.get(name)]
    return " · ".join(f"{asked.title.label()}: {asked.label(answer)}" for asked, answer in lists)


def appointment_table(rows: list[Appointment], *, with_guest: bool) -> list[dict[str, Any]]:
    """Rows for the ticks of the board."""
    kinds = code_list("appointment_kinds")
    return [
        {
            "row": row,
            "when": f"{localtime(row.at):%H:%M}" if with_guest else moment_words(row.at),
            "kind": kinds.label(row.kind),
            "words": sealed(row, "words"),
            "where": place_words(row.stay.bed) if with_guest else "",
        }
        for row in rows
    ]


def incident_table(rows: list[Incident]) -> Table:
    columns = [Column(_("When")), Column(_("What happened")), Column(_("What follows"))]
    kinds, answers = code_list("incident_kinds"), code_list("incident_answers")
    lines = [
        TableRow(
            [
                moment_words(row.happened_at),
                kinds.label(row.kind),
                answers.label(row.answer) if row.answer else Chip(Tone.LATE, _("the head has not answered")),
            ],
            reverse("incident", args=[row.pk]),
        )
        for row in rows
    ]
    return Table(columns, lines)


def languages() -> tuple[tuple[str, str], ...]:
    return tuple(LANGUAGE_NAMES.items())


def house_phone(house: Provider) -> str:
    return house.duty_phone or house.organisation.duty_phone


def zone_at(house: Provider) -> Any:
    return zone_of(house.place)

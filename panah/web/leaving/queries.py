"""The list of what rests on somebody, in words without a name of a child, and who might have it instead."""

import uuid
from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import Case
from panah.casework.cases.queries import planned_services
from panah.casework.leaving.queries import Resting, found_in, is_over_here
from panah.casework.referrals.queries.links import links_made_by
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.clocks.codes import OF_AN_OUTING
from panah.foundation.clocks.models import Timer
from panah.foundation.departures.codes import Kind, Piece, Return
from panah.foundation.departures.models import Departure, Given
from panah.foundation.departures.queries import away_from, departures_of, given_in, only_one_who
from panah.foundation.documents.queries import unsent_texts_of
from panah.foundation.duty.queries import zone_of_office
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Sentence
from panah.foundation.security.permissions import Permission
from panah.web.components.values import Chip, Column, Fact, Table, TableRow, Tone
from panah.web.components.when import short_day
from panah.web.leaving.actions import ONLY_ONES
from panah.web.today.sentences import sentence_of

PIECES: dict[Piece, Sentence] = {
    Piece.CASE: gettext_lazy("leads the case"),
    Piece.PART: gettext_lazy("helps in a case that others lead"),
    Piece.SERVICE: gettext_lazy("goes to a planned service"),
    Piece.ASKED: gettext_lazy("waits for the answer to a referral"),
    Piece.TURN: gettext_lazy("is on duty"),
    Piece.BACKUP: gettext_lazy("stands in for a turn of duty"),
    Piece.CLOCK: gettext_lazy("a task with a day"),
}


def colleagues(organisation_id: uuid.UUID | None, besides: uuid.UUID | None = None) -> list[Person]:
    """Who works in an office now, by name."""
    rows = Membership.objects.valid().filter(organisation=organisation_id, is_confirmed=True).exclude(person=besides)
    found = {row.person_id: row.person for row in rows.select_related("person").order_by("person__display_name")}
    return list(found.values())


def departure_or_404(actor: Actor, departure_id: uuid.UUID) -> Departure:
    found = departures_of(actor).filter(pk=departure_id).first()
    if found is None:
        raise Http404
    return found


def takers(departure: Departure, waiting: Sequence[Resting]) -> dict[str, Person]:
    """Everybody who may have at least one of these; whoever stands in comes first."""
    away = away_from(departure.organisation_id)
    found: dict[str, Person] = {}
    for one in _one_of_each(waiting):
        for person in one.kept.takers(departure.organisation, one.record):
            if person.pk not in away and person.pk != departure.person_id:
                found[str(person.pk)] = person
    rest = sorted(found.items(), key=lambda pair: pair[1].display_name)
    return dict(sorted(rest, key=lambda pair: pair[1].pk != departure.stand_in_id))


def _one_of_each(waiting: Sequence[Resting]) -> list[Resting]:
    """Who may take a piece depends on its kind, and of a clock on which one it is."""
    kinds = {(one.piece, _which(one.record) if one.piece == Piece.CLOCK else ""): one for one in waiting}
    return list(kinds.values())


def _which(timer: Timer) -> str:
    return f"{timer.kind}:{timer.address_name}:{timer.address_code if timer.kind in OF_AN_OUTING else ''}"


def gives_on(actor: Actor) -> bool:
    """Whoever gives work on is told which service and which day; an administrator only what kind of work it is."""
    return Permission.CASE_ASSIGN in actor.permissions


def line_of(one: Resting, *, is_full: bool = True) -> str:
    """What it is, in one line: code, what, until when. No word of the record."""
    if not is_full and one.piece not in (Piece.TURN, Piece.BACKUP):
        return _stored_line(one.code, one.piece)
    return " · ".join(part for part in (one.code, what_it_is(one), _day_of(one)) if part)


def _stored_line(code: str, piece: Piece) -> str:
    return " · ".join(part for part in (code, str(PIECES[piece])) if part)


def what_it_is(one: Resting) -> str:
    if one.piece == Piece.SERVICE:
        return _("goes to it: %(service)s") % {"service": one.record.service_label}
    if one.piece == Piece.CLOCK:
        return sentence_of(one.record) if one.record.person_id else code_list("timer_kind").label(one.record.kind)
    return str(PIECES[one.piece])


def _day_of(one: Resting) -> str:
    record = one.record
    if one.piece in (Piece.TURN, Piece.BACKUP):
        zone = zone_of_office(record.organisation)
        begins, ends = record.begins_at.astimezone(zone), record.ends_at.astimezone(zone)
        return f"{date_format(begins, 'D, d.m')} {begins:%H:%M}–{ends:%H:%M}"
    if one.piece == Piece.CASE:
        return _next_day_of(record)
    if one.piece == Piece.SERVICE:
        return short_day(record.due_on, localtime(clock.now()).date())
    return short_day(localtime(record.due_at).date(), localtime(clock.now()).date()) if one.piece == Piece.CLOCK else ""


def _next_day_of(case: Case) -> str:
    """The next hearing, appointment or service of the case: it goes with it."""
    ahead = [one for one in planned_services(case) if one.status == ServiceStatus.PLANNED]
    if not ahead:
        return ""
    first = min(ahead, key=lambda one: one.due_on)
    return f"{short_day(first.due_on, localtime(clock.now()).date())} {first.service_label}"


def choices_of(waiting: Sequence[Resting], *, is_full: bool = True) -> list[tuple[str, str]]:
    return [(one.key, line_of(one, is_full=is_full)) for one in waiting]


def facts_of(departure: Departure, *, is_all_given: bool = False) -> list[Fact]:
    first = _("First day") if departure.kind == Kind.LEAVE else _("Last day of work")
    known = [Fact(_("How"), kind_words(departure)), Fact(first, _day(departure.since))]
    if departure.until is not None:
        known.append(Fact(_("Last day"), _day(departure.until)))
    if departure.stand_in is not None:
        known.append(Fact(_("Stands in"), departure.stand_in.display_name))
    links = links_made_by(departure.person, departure.organisation).count() if departure.kind == Kind.LEAVING else 0
    if links and departure.is_open:
        words = _("%(count)d; they end with the account, and whoever takes over makes new ones")
        known.append(Fact(_("Open answer links"), words % {"count": links}))
    ready = Chip(Tone.INFO, _("everything is given: to be finished"))
    chip = ready if departure.is_open and is_all_given else state_of(departure)
    return [*known, Fact(_("How it stands"), chip=chip)]


def kind_words(departure: Departure) -> str:
    return {
        Kind.LEAVING: _("leaves for good"), Kind.LEAVE: _("is on leave"), Kind.SUDDEN: _("the access ended at once"),
    }[Kind(departure.kind)]  # fmt: skip


def state_of(departure: Departure) -> Chip:
    if departure.is_open:
        tone = Tone.DANGER if departure.kind == Kind.SUDDEN else Tone.DUE
        return Chip(tone, _("work without a holder"))
    if departure.kind == Kind.LEAVE and departure.returned_at is None:
        return Chip(Tone.INFO, _("handed over, comes back"))
    return Chip(Tone.OK, _("finished"))


def _day(day: object) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]


def departure_table(rows: Sequence[Departure]) -> Table:
    columns = [Column(_("Name")), Column(_("How")), Column(_("Days")), Column(_("How it stands"))]
    return Table(
        columns,
        [
            TableRow(
                [one.person.display_name, kind_words(one), days_words(one), state_of(one)],
                reverse("departure", args=[one.pk]),
            )
            for one in rows
        ],
        empty=_("Nobody leaves or is on leave."),
    )


def days_words(departure: Departure) -> str:
    return _day(departure.since) if departure.until is None else f"{_day(departure.since)}–{_day(departure.until)}"


def given_table(departure: Departure, *, is_full: bool = True) -> Table:
    """What went to whom; after a leave also whether it came back."""
    rows = [given for given in given_in(departure) if given.to_person is not None]
    columns = [Column(_("What")), Column(_("Who has it")), Column(_("When"))]
    if departure.kind == Kind.LEAVE:
        columns.append(Column(_("After the leave")))
    return Table(columns, [TableRow(_given_cells(departure, given, is_full=is_full)) for given in rows])


def _given_cells(departure: Departure, given: Given, *, is_full: bool) -> list[object]:
    name = given.to_person.display_name if given.to_person else "—"
    when = date_format(localtime(given.given_at), "SHORT_DATETIME_FORMAT") if given.given_at else "—"
    cells: list[object] = [given_words(departure, given, is_full=is_full), name, when]
    return [*cells, answer_words(given)] if departure.kind == Kind.LEAVE else cells


def given_words(departure: Departure, given: Given, *, is_full: bool = True) -> str:
    """As it stands while it is still this office's; of what went to others by what was written down then alone."""
    piece = Piece(given.piece)
    record = found_in(departure, piece, given.subject)
    if record is None:
        return _stored_line(given.subject_code, piece)
    return line_of(Resting(piece, record), is_full=is_full)


def answer_words(given: Given) -> str:
    words = {Return.BACK: _("came back"), Return.STAYS: _("stays"), Return.OVER: _("over meanwhile")}
    return words[Return(given.answer)] if given.answer else _("not said yet")


def to_come_back(departure: Departure, *, is_full: bool = True) -> list[tuple[str, str]]:
    """What is asked about after the leave, with whoever has it now."""
    return [
        (
            given.key,
            f"{given_words(departure, given, is_full=is_full)} · "
            f"{given.to_person.display_name if given.to_person else '—'}",
        )
        for given in given_in(departure)
        if not given.answer and not is_over_here(departure, given)
    ]


def what_stops(departure: Departure) -> list[Sentence]:
    """Why the account cannot end yet, apart from the list: only this person may do something, or texts of nobody else."""
    if departure.kind != Kind.LEAVING or not departure.is_open:
        return []
    words: list[Sentence] = [ONLY_ONES[one] for one in only_one_who(departure.person, departure.organisation_id)]
    count = unsent_texts_of(departure.person_id, departure.organisation_id)
    if count:
        said = ngettext(
            "%(count)d text was not sent, and nobody else can read it: the person finishes it or throws it away.",
            "%(count)d texts were not sent, and nobody else can read them: the person finishes them or throws them away.",
            count,
        )
        words.append(said % {"count": count})
    return words


def drafts_of(actor: Actor) -> int:
    return unsent_texts_of(actor.id, actor.organisation)

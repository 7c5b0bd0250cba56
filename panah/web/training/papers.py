"""What stands on the papers of an event, in the language of the paper."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.timezone import localtime

from panah.engines.letters import model
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_label
from panah.programme.training.models import Certificate, Event, HalfDay
from panah.programme.training.queries import (
    enrolments_of,
    learnt_of_report,
    numbers_of,
    practice_of_event,
    trainers_of,
)
from panah.programme.training.queries.looking import attendances_in
from panah.programme.training.rules.practice import ASKED_AFTER
from panah.web.papers.sheet import Sheet
from panah.web.papers.trainings import (
    Counted,
    Held,
    Paper,
    Practised,
    Slot,
    Tested,
    agenda_of,
    diplomas_of,
    report_of,
    sign_in_of,
    slips_of,
)
from panah.web.papers.words import Words


def held(event: Event, words: Words) -> Held:
    language = words.language
    spoken = code_list("languages_spoken")
    taught = event.taught.select_related("module")
    modules = [f"{row.module.label(language)} · {row.module.hours}\u00a0{words['short_hours']}" for row in taught]
    first, last = f"{event.starts_on:%d.%m.%Y}", f"{event.ends_on:%d.%m.%Y}"
    where = ", ".join(part for part in (place_label(event.place_id, language), event.venue) if part)
    return Held(
        event.label(language), event.code, where, first if first == last else f"{first} – {last}",
        ", ".join(spoken.label(code, language) for code in event.languages),
        ", ".join(one.adult.name for one in trainers_of(event) if one.adult.name), modules,
    )  # fmt: skip


def slot_of(half: HalfDay, words: Words, remark: str = "") -> Slot:
    part = words.label("training_day_part", half.part).lower()
    hours = f"{localtime(half.starts_at):%H:%M}–{localtime(half.ends_at):%H:%M}"
    return Slot(f"{half.date:%d.%m.%Y}, {part}", hours, remark)


def agenda(event: Event, words: Words) -> Sheet:
    halves = list(event.half_days.all())
    first = words["first_test"] if event.has_test else words["check_in"]
    slots = [
        slot_of(
            half, words, first if half is halves[0] else words["last_test"] if _is_last(event, half, halves) else ""
        )
        for half in halves
    ]
    rows = event.taught.select_related("module", "version")
    aims = [(row.module.label(words.language), row.version.aims(words.language)) for row in rows]
    return agenda_of(held(event, words), slots, [(title, lines) for title, lines in aims if lines], words)


def _is_last(event: Event, half: HalfDay, halves: list[HalfDay]) -> bool:
    return event.has_test and half is halves[-1]


def sign_in(event: Event, half: HalfDay, words: Words) -> Sheet:
    people = [
        (one.adult.name, ", ".join(part for part in (one.adult.post, one.adult.works_at) if part))
        for one in enrolments_of(event).taking_part().exclude(adult__name="")  # type: ignore[attr-defined]
    ]
    return sign_in_of(held(event, words), slot_of(half, words), people, words)


def slips(event: Event, words: Words) -> Sheet:
    rows = enrolments_of(event).taking_part().exclude(adult__name="")  # type: ignore[attr-defined]
    return slips_of(held(event, words), [(one.adult.name, one.code) for one in rows], words)


def report(event: Event, words: Words) -> Sheet:
    """With the numbers as they were sent, else as they are today."""
    sent = getattr(event, "report", None)
    figures = sent.figures if sent else _figures(event)
    counts = {
        half.pk: 0 for half in event.half_days.all()
    }  # fmt: skip
    for half_day in attendances_in(event).values_list("half_day_id", flat=True):
        counts[half_day] += 1
    slots = [(slot_of(half, words).day, counts[half.pk]) for half in event.half_days.all()]
    totals = [(key, int(figures[key])) for key in ("enrolled", "came", "trained", "certified")]
    said = [(key, getattr(sent, key)) for key in ("went_well", "difficulties", "recommendations")] if sent else []
    remark = words["frozen"] if sent else words["not_sent"]
    return report_of(
        held(event, words), totals, _tables(figures, words), slots, said, remark, words, _tested(event, figures, words),
        _practised(event, words),
    )  # fmt: skip


def _tested(event: Event, figures: Mapping[str, Any], words: Words) -> Tested | None:
    if not event.has_test:
        return None
    learnt = learnt_of_report(event, figures)
    if learnt is None or learnt.is_too_few:
        return Tested(learnt.people if learnt else 0, 0, 0, 0, (), "few_sat" if learnt else "nobody_sat")
    worst = [(f"{one.number}. {one.text(words.language)}", one.before, one.after) for one in learnt.worst]
    return Tested(learnt.people, learnt.before, learnt.after, learnt.points, worst)


def _practised(event: Event, words: Words) -> Practised:
    found = practice_of_event(event)
    if not found.asked:
        opens_on = f"{event.ends_on + ASKED_AFTER:%d.%m.%Y}"
        return Practised(0, 0, "", (), f"{words['not_yet']} {opens_on}.")
    of_them = f"{found.used} / {found.answered}"
    applying = of_them if found.is_too_few else f"{found.applying_percent} % ({of_them})"
    named = [(words.label("practice_obstacle", code), count) for code, count in found.obstacles.items()]
    remark = words["few_answered"] if found.answered and found.is_too_few else words["as_of"]
    return Practised(found.asked, found.answered, applying if found.answered else "", named, remark)


def _figures(event: Event) -> Mapping[str, Any]:
    numbers = numbers_of(event)
    return {name: getattr(numbers, name) for name in numbers.__dataclass_fields__}


def _tables(figures: Mapping[str, Any], words: Words) -> list[Counted]:
    lists = {"sector": "trainee_sectors", "sex": "sex_of_adult", "language": "languages_spoken"}
    found = []
    for key in ("sector", "region", "sex", "language"):
        rows = sorted(dict(figures[f"by_{key}"]).items(), key=lambda row: (-row[1], row[0]))
        named = [(_label(key, lists, code, words), count) for code, count in rows]
        found.append(Counted(key, named, int(figures["came"])))
    return [one for one in found if one.rows]


def _label(key: str, lists: Mapping[str, str], code: str, words: Words) -> str:
    if key in lists:
        return words.label(lists[key], code)
    place = Place.objects.filter(pk=code).first()
    return place.label(words.language) if place else words["not_known"]


def certificates(
    event: Event, made: Iterable[Certificate], addresses: Mapping[str, str], words: Words
) -> model.Diplomas:
    """All of one event that say the same; what is on them was frozen when they left."""
    rows = list(made)
    first = rows[0]
    modules = first.titles_kk if words.language == "kk" else first.titles_ru
    papers = [Paper(one.name, one.code, addresses[one.code]) for one in rows]
    issuer: Organisation = first.organisation
    return diplomas_of(
        held(event, words),
        issuer.label(words.language),
        first.hours,
        modules,
        f"{first.issued_on:%d.%m.%Y}",
        papers,
        words,
    )

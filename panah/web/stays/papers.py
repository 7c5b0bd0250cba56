"""What stands on the papers of a house, from its records, in the language of the paper; no event, no diagnosis, no address."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format

from panah.casework.people.codes import Standing
from panah.casework.services.models import Provider
from panah.casework.stays.models import Stay
from panah.casework.stays.queries import Month
from panah.casework.stays.rules import Nights
from panah.foundation.reference.codes import code_list
from panah.web.papers import stays
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import LANGUAGE_NAMES, Words, day_of
from panah.web.stays import queries

CHECK_WITHIN = timedelta(hours=24)


def standing_of_guest(stay: Stay) -> Standing:
    return Standing.ADULT if stay.age_band == "adult" else Standing.CHILD


def admission(stay: Stay, words: Words) -> Sheet:
    """What was asked at the door; the caller opened what rests sealed."""
    known = stays.Admission(
        house=stay.provider.code, code=stay.code, said_name=queries.sealed(stay, "name"), who=queries.who(stay),
        language=words.label("languages_spoken", stay.language), admitted=_moment(stay, stay.admitted_at),
        brought_by=_joined(words.label("came_from", stay.came_from), queries.sealed(stay, "brought_by")),
        word=words.label("stay_consents", stay.consent), rules=LANGUAGE_NAMES.get(stay.rules_language, ""),
        medical_due=_moment(stay, stay.admitted_at + CHECK_WITHIN), until=day_of(stay.expected_until),
        health=queries.sealed(stay, "health_now"), allergies=queries.sealed(stay, "allergies"),
        along=_lines(stay, "belongings"),
    )  # fmt: skip
    return stays.admission(known, words)


def exit_letter(stay: Stay, words: Words) -> Sheet:
    """How long they stayed, and whom to telephone: neither a name nor a place."""
    known = stays.Exit(
        house=stay.provider.code, code=stay.code, admitted=_moment(stay, stay.admitted_at),
        left=_moment(stay, stay.left_at), nights=_nights(stay), where=words.label("leaves_to", stay.leaves_to),
        with_whom=words.label("leaves_with", stay.leaves_with),
        agreed=[words.label("exit_agreed_by", one) for one in stay.agreed_by], afterwards=_lines(stay, "follow_up"),
        phone=queries.house_phone(stay.provider),
    )  # fmt: skip
    return stays.exit_of(known, words)


def month(house: Provider, first: date, counted: Month, words: Words) -> Sheet:
    """Nights, occupancy and stays of a month, by code; for the ministry and for whoever runs the house."""
    whole, zone = counted.whole, queries.zone_at(house)

    def is_of_month(moment: datetime | None) -> bool:
        return moment is not None and moment.astimezone(zone).date().replace(day=1) == first

    came = [stay for stay, _nights in counted.rows if is_of_month(stay.admitted_at)]
    went = [stay.leaves_to for stay, _nights in counted.rows if is_of_month(stay.left_at)]
    figures = stays.Month(
        house=house.code, month=month_words(first), beds=counted.in_use, nights=whole.nights,
        occupancy="—" if whole.per_cent is None else f"{whole.per_cent} %", guests=whole.guests,
        average=_with_comma(whole.average_stay, words.language), incidents=counted.incidents,
        admissions=_by_sex(came, words),
        exits=[(words.label("leaves_to", code), went.count(code)) for code in code_list("leaves_to").codes if code in went],
        stays=stay_lines(counted),
    )  # fmt: skip
    return stays.month(figures, words)


def month_words(first: date) -> str:
    return date_format(first, "YEAR_MONTH_FORMAT")


def stay_lines(counted: Month) -> list[list[str]]:
    """Code, who, came, left, nights."""
    return [
        [stay.code, queries.who(stay), _moment(stay, stay.admitted_at), _moment(stay, stay.left_at) or "—", str(nights)]
        for stay, nights in counted.rows
    ]


def _by_sex(guests: Iterable[Stay], words: Words) -> list[stays.BySex]:
    counts = {code: {"female": 0, "male": 0, "unknown": 0} for code in code_list("age_band").codes}
    for guest in guests:
        band = guest.age_band if guest.age_band in counts else "unknown"
        counts[band][guest.sex if guest.sex in ("female", "male") else "unknown"] += 1
    return [
        stays.BySex(words.label("age_band", code), sexes["female"], sexes["male"], sexes["unknown"])
        for code, sexes in counts.items()
        if any(sexes.values())
    ]


def _nights(stay: Stay) -> int:
    slept = Nights.between(stay.admitted_at, stay.left_at, queries.zone_at(stay.provider))
    return slept.count(slept.first, slept.left or slept.first)


def _moment(stay: Stay, moment: datetime | None) -> str:
    """By the clocks of the house."""
    return f"{moment.astimezone(queries.zone_at(stay.provider)):%d.%m.%Y %H:%M}" if moment else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _lines(record: Any, name: str) -> list[str]:
    return [line for line in queries.sealed(record, name).splitlines() if line.strip()]


def _with_comma(number: float | None, language: str) -> str:
    return "—" if number is None else f"{number:.1f}".replace(".", "." if language == "en" else ",")

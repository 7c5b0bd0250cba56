"""What stands in the report of an outing, in the language of the paper: numbers, and by code who was handed on (D10)."""

from collections import Counter
from collections.abc import Sequence

from django.utils.timezone import localtime

from panah.casework.outings.codes import MigrationCheck
from panah.casework.outings.models import Outing, OutingChild
from panah.casework.outings.queries import members_of, remarks_of, standings, tallies_of
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.papers.outings import Made, Referred, report_of
from panah.web.papers.sheet import Sheet
from panah.web.papers.stays import BySex
from panah.web.papers.words import Words


def report(actor: Actor, outing: Outing, children: Sequence[OutingChild], words: Words) -> Sheet:
    """The caller opened the outing; its remarks are opened here."""
    language = words.language
    rows = [one for one in children if one.same_as_id is None]
    stands = standings(rows)
    where = ", ".join(part for part in (outing.place.label(language), outing.spot) if part)
    made = Made(
        place=where, moment=f"{localtime(outing.starts_at):%d.%m.%Y %H:%M}",
        purpose=words.label("outing_purposes", outing.purpose), members=_members(outing),
        tally=_tally(outing, rows, words),
        referred=[Referred(stands[one.pk].code, _body(one, words), _needs(one, words)) for one in rows],
        check=words.label("migration_check", outing.migration_check) if outing.migration_check else "",
        check_note=_opened(outing, "check_note") if outing.migration_check == MigrationCheck.MADE else "",
        remarks=_remarks(actor, outing, words), late=sum(one.is_late for one in children), code=outing.code,
        leader=outing.leader.display_name,
    )  # fmt: skip
    return report_of(made, words)


def _members(outing: Outing) -> list[str]:
    office = outing.organisation
    return [
        f"{one.person.display_name}, {office.label('ru')}" if one.person else f"{one.post}, {one.body}"
        for one in members_of(outing)
    ]


def _tally(outing: Outing, children: Sequence[OutingChild], words: Words) -> list[BySex]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in tallies_of(outing):
        counts[one.age_band, one.sex] += one.count
    for child in children:
        counts[child.age_band, child.sex] += 1
    bands = dict.fromkeys(band for band, _sex in sorted(counts))
    return [
        BySex(words.label("age_band", band), counts[band, "female"], counts[band, "male"], counts[band, "unknown"])
        for band in _in_order(list(bands))
    ]


def _in_order(bands: list[str]) -> list[str]:
    order = ("under_1", "1_5", "6_11", "12_14", "15_17", "adult", "unknown")
    return sorted(bands, key=order.index)


def _body(child: OutingChild, words: Words) -> str:
    if child.provider is not None:
        return words.organisation(child.provider.organisation)
    desk = child.concern.organisation if child.concern is not None else None
    return words.organisation(desk) if desk is not None else "—"


def _needs(child: OutingChild, words: Words) -> str:
    return ", ".join(words.label("need_types", need) for need in child.needs) or "—"


def _remarks(actor: Actor, outing: Outing, words: Words) -> list[str]:
    rows = remarks_of(outing)
    reveal(actor, *rows)
    return [
        f"{localtime(row.written_at):%d.%m.%Y %H:%M}"
        f"{', ' + words['after_closing'] if row.is_after_closing else ''}: {_opened(row, 'text')}"
        for row in rows
    ]


def _opened(record: object, name: str) -> str:
    try:
        return str(getattr(record, name) or "")
    except StillSealed:
        return "—"

"""What the law says of who does what, read with suspicion from content; and the matrix of a region or of the country."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from panah.foundation.reference.codes import LANGUAGES, MARKS, FaultyContent, code_list, content_table
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.programme.directory.codes import Basis, Part
from panah.programme.directory.models import Institution, Responsibility
from panah.programme.directory.rules import Matrix, Said, Who, matrix

FILE = "rules/responsibilities.toml"
STAGES, KINDS = "nrm_stages", ("organisation_kinds", "sectors")
ACTS = "legal_acts"
WORDS = frozenset({"stage", "kind", "part", "mark", "source", "article", "since", "until", *LANGUAGES})


@cache
def lawful() -> tuple[Said, ...]:
    """The rows of content/rules/responsibilities.toml. A faulty row raises FaultyContent and names it."""
    return said_by_law(content_table(FILE))


def said_by_law(table: Mapping[str, Any]) -> tuple[Said, ...]:
    rows = tuple(_said(row) for row in table.get("rows", ()))
    seen: list[tuple[Any, Said]] = []
    for one in rows:
        key = one.who.kind, one.stage, one.part
        if any(key == before and _meet(one, other) for before, other in seen):
            raise FaultyContent(f"{FILE}: {_name(one.who.kind, one.stage, one.part)} is said twice for the same days")
        seen.append((key, one))
    return rows


def _meet(one: Said, other: Said) -> bool:
    first = max(one.since or date.min, other.since or date.min)
    return one.holds(first) and other.holds(first)


def _said(row: Mapping[str, Any]) -> Said:
    name = _name(row.get("kind"), row.get("stage"), row.get("part"))

    def faulty(sentence: str) -> FaultyContent:
        return FaultyContent(f"{FILE}: {name} {sentence}")

    if strange := sorted(set(row) - WORDS):
        raise faulty(f"has {', '.join(strange)}, which nobody reads")
    if row.get("stage") not in code_list(STAGES):
        raise faulty(f"names no stage of codelists/{STAGES}.toml")
    if not any(row.get("kind") in code_list(kinds) for kinds in KINDS):
        raise faulty(f"names no kind of codelists/{' or '.join(f'{kinds}.toml' for kinds in KINDS)}")
    if row.get("part") not in set(Part):
        raise faulty(f"needs a part: {', '.join(Part)}")
    if missing := [key for key in LANGUAGES if not str(row.get(key, "")).strip()]:
        raise faulty(f"lacks {', '.join(missing)}")
    if row.get("source") not in code_list(ACTS):
        raise faulty(f"names no source of codelists/{ACTS}.toml")
    if not isinstance(row.get("article", 0), int):
        raise faulty("has an article that is no number")
    if row.get("mark") not in MARKS:
        raise faulty("lacks a mark: S seen in a source, M from memory, P proposed")
    days = row.get("since"), row.get("until")
    if not all(day is None or (isinstance(day, date) and not isinstance(day, datetime)) for day in days):
        raise faulty("has a since or until that is no day, such as 2024-09-06")
    if days[0] and days[1] and days[1] < days[0]:
        raise faulty("ends before it begins")
    return Said(
        Who(str(row["kind"])), str(row["stage"]), Part(row["part"]), Basis.LAW, str(row["source"]), str(row["mark"]),
        {language: str(row[language]) for language in LANGUAGES}, *days, int(row.get("article", 0)),
    )  # fmt: skip


def _name(kind: object, stage: object, part: object) -> str:
    return f"row {kind or '?'}, {stage or '?'}, {part or '?'}"


def institutions_of(actor: Actor, region: str = "") -> QuerySet[Institution]:
    """Those that are there now; of a region those in it and those of the whole country."""
    rows = Institution.objects.visible_to(actor).filter(is_active=True)
    if region:
        rows = rows.filter(Q(place=None) | Q(place__kind="country") | Q(place=region) | Q(place__parent=region))
    return rows.select_related("place").order_by("sort_key", "id")


def matrix_of(actor: Actor, *, on: date, region: str = "") -> tuple[Matrix, dict[str, Institution]]:
    """Who does what on a day, by law and by agreement, and the institutions of the rows by their codes."""
    institutions = {one.pk: one for one in institutions_of(actor, region)}
    rows = Responsibility.objects.visible_to(actor).in_force(on).filter(institution__in=institutions)
    agreed = [_agreed(row, institutions[row.institution_id]) for row in rows.order_by("id")]
    found = matrix(lawful(), agreed, stages=code_list(STAGES).codes, on=on)
    return found, {one.code: one for one in institutions.values()}


def _agreed(row: Responsibility, institution: Institution) -> Said:
    who = Who(institution.kind, institution.code, area_of(institution.place))
    return Said(
        who, row.stage, Part(row.part), Basis(row.basis), row.source, "", row.note, row.since, row.until, row.pk
    )  # fmt: skip


def area_of(place: Place | None) -> tuple[str, ...]:
    """The codes from the region down; a country is everywhere."""
    if place is None or place.kind == "country":
        return ()
    return (place.pk,) if place.kind == "region" else (place.parent_id or "", place.pk)

"""Two records side by side for the machine: names are opened to be compared, and shown to nobody."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count

from panah.casework.people.models import Child, Name, NameToken
from panah.casework.people.queries import known_birth, name_key
from panah.casework.people.rules import tokens_of
from panah.engines.matching.births import known_birth as birth_from
from panah.engines.matching.comparing.verdicts import Record, Verdict, compared
from panah.engines.matching.names.reading import read_name
from panah.foundation.security.sealed import open_sealed

NOTHING_KNOWN = "unknown"
CANDIDATES = 300


def records_of(child_ids: Iterable[UUID]) -> dict[UUID, Record]:
    """Names and births as the comparison reads them, of many at once."""
    children = list(Child.objects.filter(pk__in=list(child_ids)).select_related("file"))
    names = list(Name.objects.filter(child__in=children).select_related("file").order_by("written_at", "id"))
    open_sealed(*children, only=("birth_date", "birth_month"))
    open_sealed(*names)
    texts: dict[UUID, list[str]] = {}
    for name in names:
        texts.setdefault(name.child_id, []).append(name.full)
    return {child.pk: _record(child, texts.get(child.pk, [])) for child in children}


def _record(child: Child, texts: list[str]) -> Record:
    birth = known_birth(child)
    day = birth.day
    known = birth_from(day.year, day.month, day.day) if day else birth_from(birth.year, birth.month)
    read = (read_name(text) for text in texts)
    sex = "" if child.sex == NOTHING_KNOWN else child.sex
    return Record(tuple(name for name in read if name), known, sex, child.place_id or "")


def candidates_of(record: Record, *, limit: int = CANDIDATES) -> list[UUID]:
    """Who shares words of the name, those who share most first."""
    wanted = tokens_of([" ".join(word.text for word in name.words) for name in record.names], name_key())
    rows = NameToken.objects.filter(token__in=wanted).order_by().values_list("child_id")
    hits = rows.annotate(hits=Count("token", distinct=True)).order_by("-hits", "child_id")
    return [child_id for child_id, _count in hits[:limit]]


def record_of(child: Child) -> Record:
    return records_of([child.pk])[child.pk]


def compared_pair(one: Child, other: Child) -> Verdict:
    """The one comparison of the house: of the queue, of the pages, and of whoever names two codes."""
    records = records_of([one.pk, other.pk])
    return compared(records[one.pk], records[other.pk])

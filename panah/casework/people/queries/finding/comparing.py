"""What the engine compares of children: their names are opened for that alone, shown to nobody, and forgotten with the call."""

import uuid
from collections.abc import Iterable
from copy import copy

from panah.casework.people.models import Child, Name
from panah.casework.people.queries.ages import known_birth
from panah.casework.people.rules import birth_compared, texts_of
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.names.reading import read_names
from panah.foundation.security import vault
from panah.foundation.security.sealed import open_sealed

AT_ONCE = 500
NOT_KNOWN = "unknown"


def records_of(child_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Record]:
    """A record for each child, also for one without a name. No right is checked: nothing of it may be shown unless one is."""
    wanted = list(dict.fromkeys(child_ids))
    found: dict[uuid.UUID, Record] = {}
    with vault.ring():
        for start in range(0, len(wanted), AT_ONCE):
            found |= _records(list(Child.objects.filter(pk__in=wanted[start : start + AT_ONCE])))
    return {child_id: found[child_id] for child_id in wanted if child_id in found}


def records_of_children(children: Iterable[Child]) -> dict[uuid.UUID, Record]:
    """The same of children who were loaded before. What is opened is a copy: those who were handed in stay shut."""
    copies, found = [copy(child) for child in children], dict[uuid.UUID, Record]()
    with vault.ring():
        for start in range(0, len(copies), AT_ONCE):
            found |= _records(copies[start : start + AT_ONCE])
    return found


def texts_by_child(child_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """All that is written as a name of each: whole, and its parts in one line where they say something else."""
    names = list(Name.objects.filter(child__in=list(child_ids)).order_by("written_at", "id"))
    open_sealed(*names)
    texts: dict[uuid.UUID, list[str]] = {}
    for name in names:
        texts.setdefault(name.child_id, []).extend(texts_of(name.full, name.family, name.given, name.patronymic))
    return {child_id: list(dict.fromkeys(found)) for child_id, found in texts.items()}


def _records(children: list[Child]) -> dict[uuid.UUID, Record]:
    vault.keys_for(child.file_id for child in children)
    texts = texts_by_child(child.pk for child in children)
    open_sealed(*children, only=("birth_date", "birth_month"))
    read = iter(read_names(text for child in children for text in texts.get(child.pk, ())))
    return {
        child.pk: Record(
            tuple(next(read) for _ in texts.get(child.pk, ())),
            birth_compared(known_birth(child)),
            "" if child.sex == NOT_KNOWN else child.sex,
            child.place_id or "",
        )
        for child in children
    }

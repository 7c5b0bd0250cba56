"""What a list of trained people would change: which trainings, who is new, who is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import Fault
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import places_meant
from panah.foundation.security import clock
from panah.programme.directory.codes import Recognition, TraineeSector
from panah.programme.directory.models import Adult
from panah.programme.directory.queries import KnownAdults, cell_words, heading_phrases, headings, mark_of_phone
from panah.programme.directory.rules import Facts
from panah.programme.training.rules.listing import Listed, ListWords, TrainingList, read_training_list

COLUMNS, VALUES = "training_list_columns", "training_list_values"
LISTS = {"sex": "sex_of_adult", "sector": "trainee_sectors", "language": "languages_spoken"}


@dataclass(frozen=True)
class ListPreview:
    """In numbers: rows; people who are new, and how many of those are perhaps known; rows of people who are known."""

    rows: int
    new: int
    known: int
    perhaps: int
    absent: int
    trained: TrainingList


def training_list_words(language: str | None = None) -> ListWords:
    values, examples = cell_words(VALUES, LISTS, language)
    known = places_meant()

    def place_of(text: str) -> str:
        found = known(text)
        return found.pk if found else ""

    return ListWords(heading_phrases(COLUMNS), values, examples, headings(COLUMNS, language), place_of)


def read_trained(plain: PlainList, *, is_of_one: bool = False) -> TrainingList | list[Fault]:
    return read_training_list(plain, training_list_words(), clock.today(), is_of_one=is_of_one)


def preview_of_trained(trained: TrainingList) -> ListPreview:
    """Nothing is written for it. Who stands in the list twice is new once."""
    facts = facts_of_rows(trained.rows)
    known, new, perhaps, again = KnownAdults(facts), 0, 0, 0
    unsaved: set[UUID] = set()
    for one in facts:
        found = known.like(one)
        if found and found[0].verdict.recognition is Recognition.SAME:
            again += found[0].adult.pk not in unsaved
            continue
        new, perhaps = new + 1, perhaps + bool(found)
        adult = _unsaved(one)
        known.add(adult)
        unsaved.add(adult.pk)
    absent = sum(not row.was_there for row in trained.rows)
    return ListPreview(len(trained.rows), new, again, perhaps, absent, trained)


def _unsaved(facts: Facts) -> Adult:
    """Somebody who would be written, so that the rows below find them."""
    return Adult(
        name=facts.name, phone_mark=facts.phone, sector=facts.sector or "", workplace=facts.workplace,
        place_id=facts.place or None, sex=facts.sex, registered_at=clock.now(),
    )  # fmt: skip


def facts_of_rows(rows: Sequence[Listed]) -> list[Facts]:
    return [
        Facts(row.name, mark_of_phone(row.phone), TraineeSector(row.sector), row.workplace, row.place, row.sex)
        for row in rows
    ]


def places_by_code(codes: set[str]) -> dict[str, Place]:
    return {place.pk: place for place in Place.objects.select_related("parent").filter(pk__in=codes)}

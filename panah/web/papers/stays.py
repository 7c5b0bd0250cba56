"""Papers of a house where children stay: admission, exit, a month in numbers. The house is a code; no paper has its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words, day_of

ADMISSION, EXIT, MONTH = "shelter_admission", "shelter_exit", "shelter_month"


@dataclass(frozen=True)
class Admission:
    """Labels, not codes: whoever calls has the words of the language at hand. An empty one reads "not known"."""

    house: str
    code: str
    sex: str
    age: str
    language: str
    admitted: str  # day and time
    brought_by: str = ""
    letter: str = ""  # the number of the letter of referral
    word: str = ""  # on whose consent
    medical_due: str = ""
    until: str = ""
    along: Sequence[str] = ()


@dataclass(frozen=True)
class Exit:
    house: str
    code: str
    admitted_on: date
    left_on: date
    reason: str
    where: str  # a kind of place
    with_whom: str = ""
    call_on: date | None = None
    handed: Sequence[str] = ()

    @property
    def nights(self) -> int:
        return max(0, (self.left_on - self.admitted_on).days)


@dataclass(frozen=True)
class BySex:
    """One line of a count: girls, boys, and those of whom it is not known."""

    label: str
    girls: int = 0
    boys: int = 0
    other: int = 0

    @property
    def all(self) -> int:
        return self.girls + self.boys + self.other


@dataclass(frozen=True)
class Month:
    house: str
    month: str
    days: int
    beds: int
    bed_nights: int
    checked_in_time: int
    admissions: Sequence[BySex] = ()
    exits: Sequence[tuple[str, int]] = ()

    @property
    def occupancy(self) -> str:
        """Whole percents; a house without beds has none."""
        possible = self.beds * self.days
        return f"{round(100 * self.bed_nights / possible)} %" if possible else "—"


def admission(stay: Admission, words: Words) -> Sheet:
    sheet = Sheet(words["title"]).facts(
        _known(
            words,
            [
                (words["house"], stay.house), (words["code"], stay.code), (words["sex"], stay.sex), (words["age"], stay.age),
                (words["language"], stay.language), (words["admitted"], stay.admitted),
                (words["brought_by"], stay.brought_by), (words["letter"], stay.letter), (words["word"], stay.word),
                (words["medical_due"], stay.medical_due), (words["until"], stay.until),
            ],
        )
    )  # fmt: skip
    _listed(sheet, words["along"], stay.along, words["nothing_along"])
    return sheet.text(words["note"]).signs(_two(words, "gives", "takes"))


def exit_of(stay: Exit, words: Words) -> Sheet:
    sheet = Sheet(words["title"]).facts(
        _known(
            words,
            [
                (words["house"], stay.house), (words["code"], stay.code), (words["admitted"], day_of(stay.admitted_on)),
                (words["left"], day_of(stay.left_on)), (words["nights"], str(stay.nights)), (words["reason"], stay.reason),
                (words["where"], stay.where), (words["with_whom"], stay.with_whom),
                (words["call_on"], day_of(stay.call_on)),
            ],
        )
    )  # fmt: skip
    _listed(sheet, words["handed"], stay.handed, words["nothing_handed"])
    sheet.boxes([words["view"]]).text(words["may_come_back"])
    return sheet.signs(_two(words, "gives", "takes"))


def month(figures: Month, words: Words) -> Sheet:
    """Numbers alone. Whoever shows it outside the office suppresses small ones before."""
    sheet = Sheet(words["title"]).facts(
        [
            (words["house"], figures.house), (words["month"], figures.month), (words["beds"], str(figures.beds)),
            (words["nights"], str(figures.bed_nights)), (words["occupancy"], figures.occupancy),
            (words["checked"], str(figures.checked_in_time)),
        ]
    )  # fmt: skip
    sheet.heading(words["admissions"])
    counted(sheet, figures.admissions, words, words["nobody"])
    sheet.heading(words["exits"])
    if figures.exits:
        rows = [[label, str(count)] for label, count in figures.exits]
        total = [words["all"], str(sum(count for _, count in figures.exits))]
        sheet.table([words["reason"], words["count"]], [*rows, total], (1,))
    else:
        sheet.text(words["nobody"])
    return sheet.signs([f"{words['answers']}: {words['name']}, {words['signature']}", words["day"]])


def counted(sheet: Sheet, lines: Sequence[BySex], words: Words, nobody: str) -> Sheet:
    """A table by age and sex with its sums."""
    if not lines:
        return sheet.text(nobody)
    total = BySex(words["all"], *(sum(getattr(one, part) for one in lines) for part in ("girls", "boys", "other")))
    rows = [[one.label, *map(str, (one.girls, one.boys, one.other, one.all))] for one in (*lines, total)]
    return sheet.table([words[key] for key in ("group", "girls", "boys", "other", "all")], rows, (1, 2, 3, 4))


def _known(words: Words, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(term, value or words["not_known"]) for term, value in pairs]


def _listed(sheet: Sheet, heading: str, lines: Sequence[str], nothing: str) -> None:
    sheet.heading(heading)
    if lines:
        sheet.items(lines)
    else:
        sheet.text(nothing)


def _two(words: Words, *keys: str) -> list[str]:
    return [*(f"{words[key]}: {words['name']}, {words['signature']}" for key in keys), words["day"]]

"""Papers of a house where people stay: admission, exit, a month. The house is a code; no paper has its address."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words

ADMISSION, EXIT, MONTH, RULES = "shelter_admission", "shelter_exit", "shelter_month", "house_rules"


@dataclass(frozen=True)
class Admission:
    """Labels, not codes: whoever calls has the words of the language at hand. An empty one reads "not known".

    It stays in the house, to be signed: that is why it has the name by which the guest wishes to be called.
    """

    house: str
    code: str
    said_name: str
    who: str
    language: str
    admitted: str  # day and time
    brought_by: str = ""
    word: str = ""  # on whose consent
    rules: str = ""  # the language in which the house rules were read
    medical_due: str = ""
    until: str = ""
    health: str = ""
    allergies: str = ""
    along: Sequence[str] = ()


@dataclass(frozen=True)
class Exit:
    """Goes along with the guest: it has no field for a name."""

    house: str
    code: str
    admitted: str
    left: str
    nights: int
    where: str  # a kind of place
    with_whom: str = ""  # a kind of person
    agreed: Sequence[str] = ()
    afterwards: Sequence[str] = ()
    phone: str = ""


@dataclass(frozen=True)
class BySex:
    """One line of a count: girls and women, boys and men, and those of whom it is not known."""

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
    beds: int
    nights: int
    occupancy: str
    guests: int
    average: str
    incidents: int
    admissions: Sequence[BySex] = ()
    exits: Sequence[tuple[str, int]] = ()
    stays: Sequence[Sequence[str]] = ()  # code, who, came, left, nights


def admission(stay: Admission, words: Words) -> Sheet:
    keys = (
        "house", "code", "said_name", "who", "language", "admitted", "brought_by", "word", "rules", "medical_due", "until",
        "health", "allergies",
    )  # fmt: skip
    sheet = Sheet(words["title"]).facts([(words[key], getattr(stay, key) or words["not_known"]) for key in keys])
    _listed(sheet, words["along"], stay.along, words["nothing_along"])
    sheet.text(words["note"]).text(words["was_told"])
    return sheet.signs(_signers(words, "guest", "gives", "takes"))


def exit_of(stay: Exit, words: Words) -> Sheet:
    sheet = Sheet(words["title"]).facts(
        [
            (words["house"], stay.house), (words["code"], stay.code), (words["admitted"], stay.admitted),
            (words["left"], stay.left), (words["nights"], str(stay.nights)), (words["where"], stay.where or words["not_known"]),
            (words["with_whom"], stay.with_whom or words["not_known"]),
            (words["agreed"], ", ".join(stay.agreed) or words["not_known"]),
        ]
    )  # fmt: skip
    _listed(sheet, words["afterwards"], stay.afterwards, words["nothing_agreed"])
    sheet.text(words["may_come_back"]).strong(stay.phone)
    return sheet.signs(_signers(words, "guest", "takes", "gives"))


def month(figures: Month, words: Words) -> Sheet:
    """Numbers, and stays by code. Whoever shows it further suppresses small ones before."""
    sheet = Sheet(words["title"]).facts(
        [
            (words["house"], figures.house), (words["month"], figures.month), (words["beds"], str(figures.beds)),
            (words["nights_slept"], str(figures.nights)), (words["occupancy"], figures.occupancy),
            (words["guests"], str(figures.guests)), (words["average"], figures.average),
            (words["incidents"], str(figures.incidents)),
        ]
    )  # fmt: skip
    counted(sheet.heading(words["admissions"]), figures.admissions, words)
    sheet.heading(words["exits"])
    if figures.exits:
        rows = [[label, str(count)] for label, count in figures.exits]
        total = [words["all"], str(sum(count for _, count in figures.exits))]
        sheet.table([words["where"], words["count"]], [*rows, total], (1,))
    else:
        sheet.text(words["nobody"])
    sheet.heading(words["stays"])
    columns = [words[key] for key in ("code", "who", "came", "left", "nights")]
    sheet = sheet.table(columns, figures.stays, (4,)) if figures.stays else sheet.text(words["nobody_slept"])
    return sheet.text(words["how_counted"]).signs(_signers(words, "answers", "head"))


def rules(words: Words) -> Sheet:
    """What everybody is told on the first evening, each line with its picture."""
    return Sheet(words["title"]).strong(words["lead"]).pictured([(name, words[name]) for name in RULE_NAMES])


RULE_NAMES = ("bed", "food", "doctor", "night", "secret", "photo", "hands", "no", "leave", "complain")


def counted(sheet: Sheet, lines: Sequence[BySex], words: Words) -> Sheet:
    """A table by age and sex with its sums."""
    if not lines:
        return sheet.text(words["nobody"])
    total = BySex(words["all"], *(sum(getattr(one, part) for one in lines) for part in ("girls", "boys", "other")))
    rows = [[one.label, *map(str, (one.girls, one.boys, one.other, one.all))] for one in (*lines, total)]
    return sheet.table([words[key] for key in ("group", "girls", "boys", "other", "all")], rows, (1, 2, 3, 4))


def _listed(sheet: Sheet, heading: str, lines: Sequence[str], nothing: str) -> None:
    sheet.heading(heading)
    if lines:
        sheet.items(lines)
    else:
        sheet.text(nothing)


def _signers(words: Words, *keys: str) -> list[str]:
    return [*(f"{words[key]}: {words['name']}, {words['signature']}" for key in keys), words["day"]]

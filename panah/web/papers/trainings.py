"""The papers of a training (D15): agenda, sign-in sheet, slips with codes, certificates, report. No score stands on any."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.engines.letters import model
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words

AGENDA, SHEET, SLIPS, CERTIFICATE, REPORT = (
    "training_agenda", "training_sheet", "training_slips", "training_certificate", "training_report",
)  # fmt: skip
EMPTY_LINES = 6


@dataclass(frozen=True)
class Held:
    """What every paper of an event says of it, in words of the paper's language."""

    title: str
    code: str
    place: str
    days: str
    languages: str
    trainers: str
    modules: Sequence[str]  # with their hours


@dataclass(frozen=True)
class Slot:
    """A half-day: which, and from when until when."""

    day: str
    hours: str
    remark: str = ""


def agenda_of(held: Held, slots: Sequence[Slot], aims: Sequence[tuple[str, Sequence[str]]], words: Words) -> Sheet:
    sheet = Sheet(words["title"]).strong(held.title).facts(
        [
            (words["days"], held.days), (words["place"], held.place), (words["languages"], held.languages),
            (words["trainers"], held.trainers),
        ]
    )  # fmt: skip
    rows = [[slot.day, slot.hours, slot.remark] for slot in slots]
    sheet.table([words["day"], words["hours"], words["what"]], rows)
    if held.modules:
        sheet.heading(words["modules"]).items(held.modules)
    for title, lines in aims:
        sheet.heading(f"{words['aims']}: {title}").items(list(lines))
    return sheet


def sign_in_of(held: Held, slot: Slot, people: Sequence[tuple[str, str]], words: Words) -> Sheet:
    """Names in the order of the alphabet with a place to sign, and empty lines for whoever stands at the door."""
    sheet = Sheet(words["title"]).strong(held.title).facts(
        [(words["half_day"], slot.day), (words["hours"], slot.hours), (words["place"], held.place)]
    )  # fmt: skip
    lines = [f"{number}. {', '.join(filter(None, line))}" for number, line in enumerate(people, 1)]
    if lines:
        sheet.to_fill([f"{words['name']}, {words['works'].lower()}", words["sign"]], lines)
    sheet.heading(words["more"])
    sheet.to_fill([words["name"], words["works"], words["phone"], words["sign"]], [""] * EMPTY_LINES)
    return sheet.signs([words["trainer"]])


def slips_of(held: Held, people: Sequence[tuple[str, str]], words: Words) -> Sheet:
    sheet = Sheet(words["title"]).strong(held.title).text(words["lead"])
    return sheet.table([words["name"], words["code"]], [list(line) for line in people]) if people else sheet


@dataclass(frozen=True)
class Counted:
    """One table of the report: its heading, the rows, and how many people they add up to."""

    key: str
    rows: Sequence[tuple[str, int]]
    total: int


@dataclass(frozen=True)
class Tested:
    """What the test says, in percent. ``remark`` names the words that stand instead of shares where there are none."""

    people: int
    before: int
    after: int
    points: int
    worst: Sequence[tuple[str, int, int]]  # the question, its shares before and after
    remark: str = ""


@dataclass(frozen=True)
class Practised:
    """What is said half a year later. ``remark`` is what stands there instead, or beside it."""

    asked: int
    answered: int
    applying: str
    obstacles: Sequence[tuple[str, int]]
    remark: str = ""


def report_of(
    held: Held, totals: Sequence[tuple[str, int]], tables: Sequence[Counted], slots: Sequence[tuple[str, int]],
    said: Sequence[tuple[str, str]], remark: str, words: Words, tested: Tested | None = None,
    practised: Practised | None = None,
) -> Sheet:  # fmt: skip
    """``totals`` and ``said`` name their words by key."""
    sheet = Sheet(words["title"]).strong(held.title).facts(
        [
            (words["code"], held.code), (words["days"], held.days), (words["place"], held.place),
            (words["languages"], held.languages), (words["trainers"], held.trainers),
        ]
    )  # fmt: skip
    if held.modules:
        sheet.heading(words["modules"]).items(held.modules)
    sheet.heading(words["numbers"]).facts([(words[key], str(count)) for key, count in totals]).text(remark)
    for one in tables:
        rows = [*one.rows, (words["all"], one.total)]
        sheet.table([words[one.key], words["people"]], [[name, str(count)] for name, count in rows], (1,))
    sheet.heading(words["half_days"])
    sheet.table([words["half_day"], words["people"]], [[name, str(count)] for name, count in slots], (1,))
    _tested(sheet, tested, words)
    for key, text in said:
        if text:
            sheet.heading(words[key]).text(text)
    _practised(sheet, practised, words)
    return sheet


def _tested(sheet: Sheet, tested: Tested | None, words: Words) -> None:
    if tested is None:
        return
    sheet.heading(words["tests"])
    if tested.people:
        sheet.facts([(words["sat_both"], str(tested.people))])
    if tested.remark:
        sheet.text(words[tested.remark])
        return
    points = f"{tested.points:+d}".replace("-", "−")
    sheet.facts([
        (words["before"], f"{tested.before} %"), (words["after"], f"{tested.after} %"), (words["gain"], points),
    ])  # fmt: skip
    sheet.heading(words["worst"])
    if not tested.worst:
        sheet.text(words["all_known"])
        return
    rows = [[text, str(before), str(after)] for text, before, after in tested.worst]
    sheet.table([words["question"], words["share_before"], words["share_after"]], rows, (1, 2))


def _practised(sheet: Sheet, practised: Practised | None, words: Words) -> None:
    if practised is None:
        return
    sheet.heading(words["practice"])
    if practised.asked:
        sheet.facts([
            (words["asked"], str(practised.asked)), (words["answered"], str(practised.answered)),
            (words["applying"], practised.applying),
        ])  # fmt: skip
    sheet.text(practised.remark)
    if practised.obstacles:
        rows = [[name, str(count)] for name, count in practised.obstacles]
        sheet.table([words["obstacle"], words["named"]], rows, (1,))


@dataclass(frozen=True)
class Paper:
    """One certificate: whose name, which number, and the page on which it is checked."""

    name: str
    number: str
    address: str


def diplomas_of(
    held: Held, issuer: str, hours: int, modules: Sequence[str], issued_on: str, papers: Sequence[Paper], words: Words
) -> model.Diplomas:
    """A page for each person."""
    facts = [
        (words["modules"], "; ".join(modules)), (words["hours"], f"{hours} {words['academic']}"),
        (words["days"], held.days), (words["place"], held.place), (words["issued"], issued_on),
    ]  # fmt: skip
    return model.Diplomas(
        language=words.language, title=words["title"], issuer=issuer, given_to=words["given_to"],
        sentence=words["sentence"], event=held.title, facts=[pair for pair in facts if pair[1]],
        signs=[words["signature"]],
        pages=[model.Diploma(one.name, model.Check(one.address, words["check"], one.number)) for one in papers],
    )  # fmt: skip

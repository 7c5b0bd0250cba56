"""The report of a mobile group, empty and made: a tally, and by code who was referred. Nobody else leaves a trace (S11).

There is no line for a name, a citizenship or a status of anybody whom the group met.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.foundation.reference.codes import code_list
from panah.web.papers.sheet import Sheet
from panah.web.papers.stays import BySex, counted
from panah.web.papers.words import Words

REPORT = "outing_report"
MEMBER_LINES, REFERRED_LINES = 4, 5


def blank(words: Words) -> Sheet:
    """To be filled in with a pen on the spot."""
    sheet = Sheet(words["title"]).gaps([words["place"], words["day_and_time"]]).heading(words["members"])
    sheet.to_fill([words["post_and_body"], words["signature"]], [""] * MEMBER_LINES)
    ages = [row.label(words.language) for row in code_list("age_band").rows.values()]
    columns = [words[key] for key in ("group", "girls", "boys", "other", "all")]
    sheet.heading(words["tally"]).to_fill(columns, [*ages, words["all"]])
    sheet.heading(words["referrals"]).text(words["by_code"])
    sheet.to_fill([words["code"], words["body"], words["need"]], [""] * REFERRED_LINES)
    sheet.boxes([words["no_check"], words["check_made"]], [0, 1]).gaps([words["remark"]])
    return sheet.signs([f"{words['leader']}: {words['name']}, {words['signature']}", words["day"]])


@dataclass(frozen=True)
class Referred:
    """Who was handed on: a code, to whom, what is needed. No name has a place."""

    code: str
    body: str
    need: str


@dataclass(frozen=True)
class Made:
    """An outing that was, in words of the paper's language."""

    code: str
    place: str
    moment: str
    purpose: str
    leader: str
    members: Sequence[str]
    tally: Sequence[BySex]
    referred: Sequence[Referred]
    check: str
    check_note: str = ""
    remarks: Sequence[str] = ()
    late: int = 0


def report_of(made: Made, words: Words) -> Sheet:
    """The joint report, with a line to sign for everybody who went along (D10)."""
    sheet = Sheet(words["title"]).facts(
        [
            (words["code"], made.code), (words["place"], made.place), (words["day_and_time"], made.moment),
            (words["purpose"], made.purpose), (words["leader"], made.leader),
        ]
    )  # fmt: skip
    sheet.heading(words["members"]).items(made.members)
    counted(sheet.heading(words["tally"]), made.tally, words)
    sheet.heading(words["referrals"])
    if made.referred:
        rows = [[one.code, one.body, one.need] for one in made.referred]
        sheet.table([words["code"], words["body"], words["need"]], rows)
    else:
        sheet.text(words["nobody_referred"])
    sheet.strong(made.check).text(made.check_note)
    sheet.text(f"{words['late']}: {made.late}" if made.late else "")
    if made.remarks:
        sheet.heading(words["remark"]).items(made.remarks)
    return sheet.signs([*(f"{one}: {words['signature']}" for one in made.members), words["day"]])


def child_blank(words: Words, ages: Sequence[str], needs: Sequence[str]) -> Sheet:
    """Two minutes with a pen; what is typed later is the same, and in the same order."""
    sheet = Sheet(words["title"]).text(words["lead"]).gaps([words["outing"], words["hour"]])
    groups: tuple[tuple[str, str, list[str]], ...] = (
        ("age", "age_band", [*ages, "unknown"]), ("sex", "sex_of_child", []), ("company", "outing_company", []),
        ("signs", "outing_signs", []), ("needs", "need_types", list(needs)), ("decision", "outing_decision", []),
    )  # fmt: skip
    for key, codes, chosen in groups:
        rows = [words.label(codes, code) for code in chosen or code_list(codes).codes]
        sheet.heading(words[key]).boxes(rows)
    sheet.gaps([words["spoken"]]).heading(words["if_referred"]).text(words["only_then"])
    nights = [words.label("sleeps_tonight", code) for code in code_list("sleeps_tonight").codes]
    sheet.boxes(nights).boxes([words["contact_ok"]]).gaps([words["contact"], words["seen"]])
    return sheet.heading(words["if_urgent"]).gaps([words["asked"], words["called"], words["who_took"]])

"""What a mobile group reports of an outing: a tally, and by code who was referred. Nobody else leaves a trace (S11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.web.papers.sheet import Sheet
from panah.web.papers.stays import BySex, counted
from panah.web.papers.words import Words

REPORT = "outing_report"


@dataclass(frozen=True)
class Referred:
    """There is no field for a name, a citizenship or a status."""

    code: str
    body: str
    need: str


@dataclass(frozen=True)
class Outing:
    """``members`` are posts with their organisations; ``check_reason`` stands where somebody checked papers after all."""

    place: str
    began_at: datetime
    ended_at: datetime
    members: Sequence[str]
    tally: Sequence[BySex] = ()
    referred: Sequence[Referred] = ()
    check_reason: str = ""
    remark: str = ""


def report(outing: Outing, words: Words) -> Sheet:
    """Times as they were on the spot: the caller gives them in the zone of the place."""
    times = f"{outing.began_at:%d.%m.%Y, %H:%M}–{outing.ended_at:%H:%M}"
    sheet = Sheet(words["title"]).facts(
        [
            (words["place"], outing.place),
            (words["day_and_time"], times),
            (words["members"], "\n".join(outing.members) or words["not_known"]),
        ]
    )
    counted(sheet.heading(words["tally"]), outing.tally, words, words["nobody"])
    sheet.heading(words["referrals"])
    if outing.referred:
        rows = [[one.code, one.body, one.need] for one in outing.referred]
        sheet.table([words["code"], words["body"], words["need"]], rows)
    else:
        sheet.text(words["none_referred"])
    sheet.strong(f"{words['check_made']}: {outing.check_reason}" if outing.check_reason else words["no_check"])
    if outing.remark:
        sheet.heading(words["remark"]).text(outing.remark)
    return sheet.signs([f"{words['leader']}: {words['name']}, {words['signature']}", words["day"]])

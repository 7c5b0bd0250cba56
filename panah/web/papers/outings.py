"""The empty report of a mobile group: a tally, and by code who was referred. Nobody else leaves a trace (S11).

There is no line for a name, a citizenship or a status of anybody whom the group met.
"""

from panah.foundation.reference.codes import code_list
from panah.web.papers.sheet import Sheet
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

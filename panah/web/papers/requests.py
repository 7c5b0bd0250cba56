"""A request to a body, or what an authority is told, with a slip for the answer. Draws the rows that it is given, and no other."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words

HELP, INFORMATION = "referral_letter", "authority_letter"


@dataclass(frozen=True)
class Asking:
    """What stands beside the packet: until when, whom to call, where to answer, the code by which it is compared, and what
    somebody said of texts in another language than the letter's.
    """

    code: str
    request: str = ""
    answer_by: str = ""
    phone: str = ""
    check_code: str = ""
    answer_address: str = ""
    sender: str = ""
    other_language: Sequence[tuple[str, str]] = ()


def letter_of(packet_rows: Sequence[tuple[str, str]], asking: Asking, words: Words) -> Sheet:
    """What stands on the paper, in the order of the packet; an empty value says that it is not known."""
    sheet = Sheet(words["title"])
    if asking.answer_by:
        sheet.strong(f"{words['answer_by']}: {asking.answer_by}")
    sheet.facts([(label, value or words["not_known"]) for label, value in packet_rows])
    if asking.request:
        sheet.heading(words["what"]).text(asking.request)
    if asking.other_language:
        sheet.heading(words["other_language"]).facts(asking.other_language)
    sheet.text(f"{words['check_code']}: {asking.check_code}" if asking.check_code else "")
    sheet.text(f"{words['questions']}: {asking.phone}" if asking.phone else "").text(words["only_you"])
    if asking.answer_address:
        sheet.picture(words["answer_here"], asking.answer_address)
    sheet.slip = _slip(asking, words)
    return sheet


def _slip(asking: Asking, words: Words) -> Sheet:
    slip = Sheet(words["slip"]).facts([(words["to_request"], asking.code), (words["back_to"], asking.sender)])
    if words.kind == HELP:
        slip.boxes([words[line] for line in ("received", "take_on", "need_more", "not_for_us")], [0, 0, 1, 1])
        slip.gaps([words["where_next"], words["own_number"]])
    else:
        slip.boxes([words["received"], words["need_more"], words["not_for_us"]], [0, 1, 1]).gaps([words["own_number"]])
    return slip.signs([words["name_and_post"], words["day_and_signature"], words["stamp"]])

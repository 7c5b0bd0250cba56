"""A cell that a spreadsheet program would take for a formula is written with an apostrophe before it, read without it.

The pair is exact: ``restored(defused(text)) == text`` for every text, also for one that begins with an apostrophe.
"""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def defused(text: str) -> str:
    return "'" + text if DANGEROUS.match(text) else text


def restored(text: str) -> str:
    return text[1:] if text.startswith("'") and DANGEROUS.match(text) else text

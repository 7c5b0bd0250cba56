"""A cell that a spreadsheet program would take for a formula is written with an apostrophe before it, read without it.

A semicolon or a new line begins a cell too: where the comma stands in decimals, programs divide a file at semicolons.
The pair is exact: ``restored(defused(text)) == text`` for every text, also for one that begins with an apostrophe.
"""

import re

_BEGINS = r"(?<![^;\n])"  # a cell, or what a program may take for one
_DANGEROUS = r"(?='*[=+\-@\t\r＝＋－＠])"
UNSAFE = re.compile(_BEGINS + _DANGEROUS)
MADE_SAFE = re.compile(f"{_BEGINS}'{_DANGEROUS}")


def defused(text: str) -> str:
    return UNSAFE.sub("'", text)


def restored(text: str) -> str:
    return MADE_SAFE.sub("", text)

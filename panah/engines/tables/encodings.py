"""Which letters are these? UTF-8, UTF-16 and Windows-1251 are read; what would come out as nonsense is refused.

Windows-1251 has no mark of its own and decodes almost anything, so its answer is believed only where it reads like
Russian: words of one script, capitals at the beginning. A Kazakh letter does not exist in it.
"""

import codecs
import re

from panah.engines.tables.shapes import Fault, TableFault, Unreadable

WORD = re.compile(r"[^\W\d_]+")
RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "іє")
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
SYMBOLS_OF_WORK = frozenset("«»„“”‘’–—…№€§©®™°±·• \N{NO-BREAK SPACE}")


def _utf_16_without_mark(content: bytes) -> str | None:
    """Plain text in UTF-16 has a zero in nearly every second byte of its Latin letters and digits."""
    sample = content[:4096]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) * 8 < len(sample) or min(zeros) * 20 > max(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _reads_like_russian(text: str) -> bool:
    for word in WORD.findall(text):
        if word.isascii():
            continue
        letters = set(word.lower())
        has_one_script = letters <= RUSSIAN
        begins_with_capital = word[1:].islower() or word.isupper() or len(word) == 1
        if not (has_one_script and begins_with_capital):
            return False
    return all(letter.isascii() or letter.isalpha() or letter in SYMBOLS_OF_WORK for letter in set(text))


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding."""
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
    marked = next((name for mark, name in marks if content.startswith(mark)), None)
    name = marked or _utf_16_without_mark(content) or "utf-8"
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        if name != "utf-8":
            raise Unreadable(Fault(TableFault.LETTERS_UNREADABLE)) from None
        text, name = _windows_1251(content), "cp1251"
    if "\0" in text:
        raise Unreadable(Fault(TableFault.FILE_OF_ANOTHER_KIND))
    return text, name


def _windows_1251(content: bytes) -> str:
    try:
        text = content.decode("cp1251")
    except UnicodeDecodeError:
        raise Unreadable(Fault(TableFault.LETTERS_UNREADABLE)) from None
    if not _reads_like_russian(text):
        raise Unreadable(Fault(TableFault.LETTERS_UNREADABLE))
    return text

"""The fixed words of a letter, from content/letters, in the language of the document and not of the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.timezone import localtime

from panah.casework.cases.codes import LetterKind
from panah.casework.people.codes import Standing
from panah.foundation.documents.codes import Wording
from panah.foundation.reference.codes import content_table
from panah.web.components.grown_words import label_for
from panah.web.papers.spoken import Said, Spoken

LANGUAGE_NAMES = {
    "kk": "Қазақша",
    "ru": "Русский",
    "en": "English",
    "uz": "Oʻzbekcha",
    "ky": "Кыргызча",
    "tg": "Тоҷикӣ",
}
WHOLE = ("kk", "ru", "en")


class Named(Protocol):
    def label(self, language: str) -> str: ...


@dataclass(frozen=True)
class Words:
    """``words["title"]`` of a kind of letter, else of those that stand on every one; of a grown person those of hers."""

    kind: str
    language: str
    standing: str = Standing.CHILD
    spoken: Spoken | None = None

    def __getitem__(self, key: str) -> str:
        tables = _table(self.kind)["words"], _table("common")["words"]
        wanted = (f"{key}_grown", key) if self.standing == Standing.ADULT else (key,)
        own = next(table[name] for name in wanted for table in tables if name in table)
        return str(own.get(self.language) or own["kk"])

    def said(self, text: str) -> str:
        """What somebody wrote: in the language of the paper, else with a word on its language behind it."""
        one = self.spoken.meet(text) if self.spoken is not None and text else None
        if one is None or one.wording is Wording.NOT_NEEDED:
            return text
        shown = one.kept.words if one.kept is not None and one.wording is Wording.TRANSLATED else text
        return f"{shown} {self.remark_on(one)}"

    def beside(self, texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Of texts that stand on the paper as they are: the translation of each, or in which language it is."""
        lines = []
        for term, text in texts:
            one = self.spoken.meet(text) if self.spoken is not None and text else None
            if one is None or one.wording is Wording.NOT_NEEDED:
                continue
            words = one.kept.words if one.kept is not None else ""
            lines.append((term, f"{words} {self.remark_on(one)}".strip()))
        return lines

    def remark_on(self, said: Said) -> str:
        """That it is a translation, or stands as it is written; with the language of the writer."""
        key = "translated_from" if said.wording is Wording.TRANSLATED else "as_written"
        return f"[{self[key]}: {LANGUAGE_NAMES.get(said.written_in, said.written_in)}]"

    def label(self, codes: str, code: str) -> str:
        """The label of a code in the language of the document."""
        return label_for(codes, code, self.standing, self.language)

    def organisation(self, names: Named) -> str:
        """The name of a body: in Russian where it has none in the language of the document."""
        return names.label(self.language if self.language in WHOLE else "ru")

    @property
    def is_reviewed(self) -> bool:
        """Whether a native reader has seen the words; those of the project's own languages are."""
        if self.language in WHOLE:
            return True
        return all(_table(name).get("reviewed", {}).get(self.language) for name in (self.kind, "common"))


def _table(name: str) -> dict[str, dict[str, dict[str, str]]]:
    return content_table(f"letters/{name}.toml")


def languages_of(kind: LetterKind) -> list[tuple[str, str]]:
    """In which languages there are words for this kind: all six for what a family reads."""
    title = next(iter(_table(kind)["words"].values()))
    return [(code, name) for code, name in LANGUAGE_NAMES.items() if title.get(code)]


def day_of(day: date | datetime | None) -> str:
    """The order of days that all six languages share, in local time."""
    if day is None:
        return ""
    return f"{localtime(day) if isinstance(day, datetime) else day:%d.%m.%Y}"

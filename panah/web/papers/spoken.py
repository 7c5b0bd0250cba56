"""Free texts of a paper in the language of the paper: in which they are written, and what somebody said of those in another.

No text leaves for an outside translator: a person translates, or lets it stand as it is written, and the paper says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from panah.engines.languages.guessing import Passage, passage_of, passages_of
from panah.foundation.documents.codes import Wording
from panah.foundation.documents.models import Translation
from panah.foundation.documents.queries import opened_translations_for, translations_for
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import Guarded, StillSealed, reveal


@dataclass(frozen=True)
class Said:
    """One free text of a paper in ``language``, with what was said of it for papers in that language."""

    text: str
    language: str
    kept: Translation | None = None

    @cached_property
    def passages(self) -> list[Passage]:
        return passages_of(self.text)

    @property
    def foreign(self) -> list[Passage]:
        """What a reader of the paper's language may not be able to read."""
        return [one for one in self.passages if not one.may_be_in(self.language)]

    @property
    def written_in(self) -> str:
        """As somebody said, else as it is guessed: the language that is not the paper's, where there is one."""
        if self.kept is not None:
            return self.kept.written_in
        return (self.foreign[0] if self.foreign else passage_of(self.text)).language or self.language

    @property
    def is_open(self) -> bool:
        """The paper stops here until somebody decides."""
        return self.kept is None and bool(self.foreign)

    @property
    def wording(self) -> Wording:
        return Wording(self.kept.wording) if self.kept is not None else Wording.NOT_NEEDED


class Spoken:
    """All free texts of one paper, in the order in which they stand on it."""

    def __init__(self, language: str, kept: Sequence[Translation] = ()) -> None:
        """``kept`` is opened, the newest last."""
        self.language = language
        self._kept = {row.original: row for row in kept}
        self._met: dict[str, Said] = {}

    def meet(self, text: str) -> Said:
        """The text stands on the paper."""
        return self._met.setdefault(text, Said(text, self.language, self._kept.get(text)))

    @property
    def all(self) -> list[Said]:
        return list(self._met.values())

    @property
    def open(self) -> list[Said]:
        return [one for one in self.all if one.is_open]


def spoken_of(actor: Actor, record: Guarded, language: str) -> Spoken:
    """With what was said of the record's texts before; the reading is audited."""
    rows = translations_for(actor, record, language)
    reveal(actor, *rows)
    try:
        return Spoken(language, rows)
    except StillSealed:
        return Spoken(language)


def spoken_of_public_work(actor: Actor, record: Guarded, language: str) -> Spoken:
    """The same of a record of the public work, by the rights of its file."""
    return Spoken(language, opened_translations_for(actor, record, language))

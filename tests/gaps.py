"""What a language lacks, as pages and papers ask for it: nobody stands behind its catalogue to fall back on."""

from gettext import NullTranslations
from typing import Any

import pytest
from django.utils.translation import trans_real

from panah.foundation.reference import codes


class Gaps(NullTranslations):
    """Stands behind a catalogue and writes down what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def gettext(self, message: str) -> str:
        self.found.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.found.add(msgid1)
        return msgid1


def gaps_of(language: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Filled as the language is asked for strings and for labels of codes that it does not have."""
    catalogue: Any = trans_real.translation(language)
    behind, plain = Gaps(), codes._words
    monkeypatch.setattr(catalogue, "_fallback", behind)

    def words(texts: Any, wanted: str | None) -> str:
        if texts and not texts.get(codes._short(wanted)):
            behind.found.add(f"{wanted}: {texts.get('en')}")
        return plain(texts, wanted)

    monkeypatch.setattr(codes, "_words", words)
    return behind.found

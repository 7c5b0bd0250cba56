"""Interface words: from the .po files that people write to the .mo files that a running Panah reads."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def catalogues(base: Path) -> Iterator[Path]:
    """Every catalogue of interface words in the source."""
    yield from sorted(base.glob("locale/*/LC_MESSAGES/*.po"))
    yield from sorted(base.glob("panah/**/locale/*/LC_MESSAGES/*.po"))


def compile_translations(base: Path) -> list[Path]:
    """Make the .mo beside each .po that changed; a reader never meets half a file. Doubtful entries are left out."""
    made = []
    for source in catalogues(base):
        target = source.with_suffix(".mo")
        written_at = source.stat().st_mtime_ns  # before reading: what is saved meanwhile is compiled the next time
        if target.exists() and target.stat().st_mtime_ns == written_at:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3], domain=source.stem)
        draft = target.with_suffix(f".{os.getpid()}.new")
        with draft.open("wb") as stream:
            write_mo(stream, catalogue, use_fuzzy=False)
        os.utime(draft, ns=(written_at, written_at))
        draft.replace(target)
        made.append(target)
    return made

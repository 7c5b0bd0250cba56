"""The words of the interface: gathered from Python and templates, compared with the catalogues in ``locale/``.

Needs no gettext programs: Django turns a template into something like Python, and Babel reads both.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from panah.site.languages import LANGUAGES_COMPLETE, LANGUAGES_IN_PROGRESS

ROOT = Path(__file__).resolve().parents[1]
SOURCE_LANGUAGE = "en"
LANGUAGES = [code for code, _ in LANGUAGES_COMPLETE if code != SOURCE_LANGUAGE]
PUBLIC_LANGUAGES = [code for code, _ in LANGUAGES_IN_PROGRESS]
PUBLIC_PLACES = (
    "panah/web/errors.py",
    "panah/web/components/sealing.py",
    "panah/web/outbox/*.py",
    "panah/web/public/*.py",
    "panah/web/referrals/packet.py",
    "panah/web/templates/base.html",
    "panah/web/templates/base_public.html",
    "panah/web/templates/errors/*.html",
    "panah/web/templates/outbox/*.html",
    "panah/web/templates/parts/demo_bar.html",
    "panah/web/templates/parts/outbox.html",
    "panah/web/templates/parts/sealed.html",
    "panah/web/templates/parts/error_summary.html",
    "panah/web/templates/parts/exit.html",
    "panah/web/templates/parts/footer.html",
    "panah/web/templates/parts/languages.html",
    "panah/web/templates/parts/paper_question.html",
    "panah/web/templates/parts/printed.html",
    "panah/web/templates/parts/question.html",
    "panah/web/templates/parts/summary_list.html",
    "panah/web/templates/public/*.html",
    "panah/web/templates/referrals/packet.html",
)
"""Where the words stand that a reporter, or a body abroad, may meet: the languages in progress have these alone."""

ALSO_PUBLIC = (
    "police",
    "ambulance",
    "rescue",
    "child line",
    "Who",
    "age not known",
    "Say what worried you, where the child is, and how to reach you or that you stay anonymous.",
    "This text has %(length)d characters; %(limit)d fit. Shorten it: nothing of it is lost until you do.",
    "We find no report with this number. Check the 16 digits. After five tries please wait an hour.",
)
"""Words of other places that reach the same pages and letters."""

KEYWORDS = {
    name + lazy: spec
    for lazy in ("", "_lazy", "_noop")
    for name, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
} | {"_": None}
CHANGING = (
    b'"Project-Id', b'"Report-Msgid', b'"POT-Creation', b'"PO-Revision', b'"Last-Translator', b'"Language-Team',
    b'"Generated-By',
)  # fmt: skip
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@dataclass(frozen=True, order=True)
class Words:
    """One entry: ``place`` is where it was met first."""

    singular: str
    plural: str = ""
    context: str = ""
    place: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.singular, self.context


Wanted = dict[tuple[str, str], Words]


def gather(root: Path = ROOT) -> Wanted:
    """Every string that the interface shows, by message and context."""
    return _gathered(root, sorted((root / "panah").rglob("*")))


def gather_public(root: Path = ROOT) -> Wanted:
    """The strings that a reporter may meet: all that a language in progress must have."""
    every = gather(root)
    paths = sorted({path for pattern in PUBLIC_PLACES for path in root.glob(pattern)})
    return _gathered(root, paths) | {key: every[key] for key in every if key[0] in ALSO_PUBLIC}


def wanted_in(language: str, root: Path = ROOT) -> Wanted:
    return gather_public(root) if language in PUBLIC_LANGUAGES else gather(root)


def _gathered(root: Path, paths: list[Path]) -> Wanted:
    found: Wanted = {}
    for path in paths:
        if path.suffix in {".py", ".html", ".txt", ".xml"} and path.is_file() and "migrations" not in path.parts:
            for words in _words_in(path, str(path.relative_to(root))):
                found.setdefault(words.key, words)
    return found


def _words_in(path: Path, place: str) -> Iterator[Words]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = re.sub(r"^[ \t]+", "", templatize(text, origin=place), flags=re.MULTILINE)
    stream = io.BytesIO(text.encode())
    for line, message, _comments, context in extract("python", stream, KEYWORDS, (), {"encoding": "utf-8"}):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        if singular:
            yield Words(str(singular), str(plural or ""), context or "", f"{place}:{line}")


def catalogue_path(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str, root: Path = ROOT) -> Catalog:
    path = catalogue_path(language, root)
    if not path.exists():
        return Catalog(locale=language, project="Panah", charset="utf-8", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8", ignore_obsolete=True)


def faults(language: str, wanted: dict[tuple[str, str], Words], root: Path = ROOT) -> Iterator[str]:
    """What is missing, doubtful, left over or has lost its placeholders."""
    catalogue = read(language, root)
    known = {(_singular(message), message.context or ""): message for message in catalogue if message.id}
    for key, words in sorted(wanted.items()):
        message = known.get(key)
        if message is None or not all(_strings(message)):
            yield f"{language}: {words.place}: not translated: {words.singular!r}"
        elif message.fuzzy:
            yield f"{language}: {words.place}: doubtful (fuzzy): {words.singular!r}"
        elif lost := _lost_placeholders(words, message):
            yield f"{language}: {words.place}: {' '.join(sorted(lost))} differ in {words.singular!r}"
    yield from (f"{language}: no longer used: {key[0]!r}" for key in sorted(known.keys() - wanted.keys()))


def _singular(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [str(message.string or "")]


def _lost_placeholders(words: Words, message: Message) -> set[str]:
    """Each form holds what the English holds; the form for one may say the number as a word."""
    wanted = set(PLACEHOLDERS.findall(words.plural or words.singular))
    return {mark for text in _strings(message) for mark in wanted ^ set(PLACEHOLDERS.findall(text))}


def update(language: str, wanted: dict[tuple[str, str], Words], root: Path = ROOT) -> None:
    """Bring the catalogue to what the code says: new entries empty, unused ones gone; no change, no writing."""
    old = read(language, root)
    fresh = Catalog(locale=language, header_comment=f"# Panah: {language}", charset="utf-8", fuzzy=False)
    known = {(_singular(message), message.context or ""): message for message in old if message.id}
    for key, words in sorted(wanted.items()):
        before = known.get(key)
        fresh.add(
            (words.singular, words.plural) if words.plural else words.singular,
            before.string if before else "",
            locations=[(words.place.rsplit(":", 1)[0], 0)],
            flags=before.flags if before else (),
            context=words.context or None,
        )
    path = catalogue_path(language, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    write_po(stream, fresh, width=110, include_lineno=False, sort_output=False)
    content = _without_dates(stream.getvalue())
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def _without_dates(content: bytes) -> bytes:
    """Of the head keep what a reader of the file needs: the rest would change without a change of words."""
    head, blank, entries = content.partition(b"\n\n")
    kept = [line for line in head.split(b"\n") if not line.startswith(CHANGING)]
    return b"\n".join(kept) + blank + entries

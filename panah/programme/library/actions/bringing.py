from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from panah.foundation.documents.actions import drop_file, store_file
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions.watching import watch_approval
from panah.programme.library.codes import Spoken
from panah.programme.library.models import Edition, Item, Version
from panah.programme.library.queries import what_waits
from panah.programme.library.rules import may_join, next_number

LONGEST_TEXT = 20_000


class NothingBrought(Refusal):
    code = "nothing_brought"
    sentence = _("Choose a file, or write the text.")


class LessonNotWhole(Refusal):
    code = "lesson_not_whole"
    sentence = _("Write all three: what happened, what we learned, and what we change.")


class TextTooLong(Refusal):
    code = "text_too_long"
    sentence = _("The text is longer than 20,000 letters. Bring it as a file.")


class VersionWaits(Refusal):
    code = "version_waits"
    sentence = _("A version is waiting for the second person already. Change that one, or let it be approved first.")


class WhatChanged(Refusal):
    code = "what_changed"
    sentence = _("Write what is different from the version before, so that those who use it know what to look at.")


class LanguageIsThere(Refusal):
    code = "language_is_there"
    sentence = _("This version is there in this language already. What differs is a new version.")


class AlreadyRead(Refusal):
    code = "already_read"
    sentence = _("A second person has approved this. It is not changed any more; bring a new version.")


@dataclass(frozen=True)
class EditionWords:
    """A version in one language, as it was brought or written."""

    language: Spoken
    paper: CheckedFile | None = None
    text: str = ""
    happened: str = ""
    learned: str = ""
    change: str = ""


@action(Permission.LIBRARY_KEEP, on="item")
def new_version(
    *, by: Actor, item: Item, words: Collection[EditionWords], changed_kk: str = "", changed_ru: str = "",
    idempotency_key: str = "",
) -> Version:  # fmt: skip
    """The next number, which nobody reads until a second person has; from the second on it says what is different."""
    return begin_version(by=by, item=item, words=words, changed_kk=changed_kk, changed_ru=changed_ru)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def begin_version(
    *, by: Actor, item: Item, words: Collection[EditionWords], changed_kk: str = "", changed_ru: str = ""
) -> Version:
    known = Version.objects.filter(item=item)
    if known.filter(came_out_at=None).exists():
        raise VersionWaits
    number = next_number(known.values_list("number", flat=True))
    changed_kk, changed_ru = changed_kk.strip(), changed_ru.strip()
    if number > 1 and not (changed_kk or changed_ru):
        raise WhatChanged
    version = Version.objects.create(
        item=item, number=number, changed_kk=changed_kk, changed_ru=changed_ru, begun_at=clock.now()
    )
    for one in words:
        _put(by, version, one)
    if not version.editions.exists():
        raise NothingBrought
    watch_approval(by, item, is_waiting=True)
    return version


@action(Permission.LIBRARY_KEEP, on="version")
def add_language(*, by: Actor, version: Version, words: EditionWords, idempotency_key: str = "") -> Edition:
    """The same version in the language that it lacked: a translation often comes later. It is read before it is shown."""
    edition = _put(by, version, words)
    watch_approval(by, version.item, is_waiting=True)
    return edition


@action(Permission.LIBRARY_KEEP, on="edition")
def drop_edition(*, by: Actor, edition: Edition) -> Item:
    """Brought by mistake, and read by nobody yet. A version of which nothing is left goes with it."""
    if edition.approved_at is not None:
        raise AlreadyRead
    version, item, paper = edition.version, edition.version.item, edition.paper
    Edition.objects.filter(pk=edition.pk).delete()
    if paper is not None:
        drop_file(by=by, paper=paper)
    if version.came_out_at is None and not version.editions.exists():
        Version.objects.filter(pk=version.pk).delete()
    watch_approval(by, item, is_waiting=what_waits(item).is_something)
    return item


def _put(by: Actor, version: Version, words: EditionWords) -> Edition:
    item = version.item
    _check(item, words)
    if not may_join(words.language, list(version.editions.values_list("language", flat=True))):
        raise LanguageIsThere
    paper = store_file(by=by, record=item, kind=item.kind, paper=words.paper) if words.paper else None
    return Edition.objects.create(
        version=version, language=words.language, paper=paper, text=words.text.strip(), happened=words.happened.strip(),
        learned=words.learned.strip(), change=words.change.strip(), put_in_by=by.id, put_in_at=clock.now(),
    )  # fmt: skip


def _check(item: Item, words: EditionWords) -> None:
    answers = [part.strip() for part in (words.happened, words.learned, words.change)]
    if item.is_lesson and not all(answers):
        raise LessonNotWhole
    if not item.is_lesson and words.paper is None and not words.text.strip():
        raise NothingBrought
    if any(len(part) > LONGEST_TEXT for part in (words.text, *answers)):
        raise TextTooLong

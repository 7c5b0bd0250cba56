from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from panah.engines.matching.folding import fold, sort_key
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions.bringing import EditionWords, begin_version
from panah.programme.library.actions.watching import watch_approval, watch_review
from panah.programme.library.codes import LESSON, Audience, ItemState
from panah.programme.library.models import WORDS, Item
from panah.programme.library.queries import what_waits
from panah.programme.library.rules import is_review_day, is_wider


class ItemRefused(Refusal):
    code = "item_refused"
    sentence = _("Write the title in Kazakh or in Russian, and choose the kind and for whom it is.")


class ReviewDayRefused(Refusal):
    code = "review_day_refused"
    sentence = _("Choose a day of review ahead of us, at most five years from now.")


class KindStays(Refusal):
    code = "kind_stays"
    sentence = _("A lesson stays a lesson: its versions are written in three answers. Write a new entry instead.")


@dataclass(frozen=True)
class ItemDetails:
    """What the library says of an item, whatever its version."""

    kind: str  # code list library_kinds
    audience: Audience
    title_kk: str = ""
    title_ru: str = ""
    title_en: str = ""
    summary_kk: str = ""
    summary_ru: str = ""
    stage: str = ""  # code list nrm_stages
    sectors: Collection[str] = ()  # code list trainee_sectors
    review_by: date | None = None


@dataclass(frozen=True)
class LessonSource:
    """Where a lesson was learned: a room above, which this one does not know, by a word and its own number."""

    kind: str  # code list lesson_sources
    number: str = ""


@action(Permission.LIBRARY_KEEP, on=None)
def add_item(*, by: Actor, details: ItemDetails, source: LessonSource | None = None, idempotency_key: str = "") -> Item:
    """A new item of one's own organisation: a draft, until something of it is brought in and approved."""
    return _opened(by, Organisation.objects.get(pk=by.organisation), details, source)


@action(Permission.LIBRARY_KEEP, on="item")
def change_item(*, by: Actor, item: Item, details: ItemDetails, version: int) -> Item:
    """Other words of what was approved, and more readers, wait for the second person; to fewer it is closed at once."""
    if version != item.version:
        raise EditedMeanwhile
    if (details.kind == LESSON) != item.is_lesson:
        raise KindStays
    before, told = item.audience, _checked(details, item.review_by)
    _write(item, told)
    _ask_words(by, item, words_of(told))
    if item.audience != before:
        item.audience_by = by.id
    if item.open_to and not is_wider(Audience(item.audience), Audience(item.open_to)):
        item.open_to = item.audience
    item.version += 1
    item.save()
    watch_approval(by, item, is_waiting=what_waits(item).is_something)
    watch_review(by, item)
    return item


@action(Permission.WITHIN_ACTION, on=None)
def hand_in_lesson(
    *, by: Actor, organisation: Organisation, details: ItemDetails, words: Collection[EditionWords],
    source: LessonSource,
) -> Item:  # fmt: skip
    """A grant, a training or a review has ended and leaves what was learned: a draft for those who keep the library there.

    The same number hands in once.
    """
    known = Item.objects.filter(
        organisation=organisation, source_kind=source.kind, source_number=source.number
    ).exclude(source_number="")  # fmt: skip
    found: Item | None = known.first()
    if found is not None:
        return found
    item = _opened(by, organisation, replace(details, kind=LESSON), source)
    begin_version(by=by, item=item, words=words)
    return item


def _opened(by: Actor, organisation: Organisation, details: ItemDetails, source: LessonSource | None) -> Item:
    item = Item(organisation=organisation, state=ItemState.DRAFT, added_at=clock.now(), audience_by=by.id)
    told = _checked(details, None)
    _write(item, told)
    put_words(item, words_of(told))
    item.word_writers = [by.id]
    if source is not None and item.is_lesson:
        item.source_kind = source.kind if source.kind in code_list("lesson_sources") else "other"
        item.source_number = source.number.strip()
    item.file = vault.open_file(FileKind.LIBRARY)
    item.code = item.file.code
    item.save()
    grants.grant(item.file, PrincipalKind.TEAM, organisation.pk, Relation.LEAD_ORGANISATION)
    return item


def _checked(details: ItemDetails, review_day: date | None) -> ItemDetails:
    """``review_day`` is the one that stands already: it may have passed, and is then no mistake of whoever edits now."""
    plain: dict[str, Any] = {name: " ".join(getattr(details, name).split()) for name in WORDS}
    told = replace(details, **plain)
    is_coded = told.kind in code_list("library_kinds") and (not told.stage or told.stage in code_list("nrm_stages"))
    if not (fold(told.title_kk) or fold(told.title_ru)) or not is_coded or told.audience not in set(Audience):
        raise ItemRefused
    if told.review_by and told.review_by != review_day and not is_review_day(told.review_by, clock.today()):
        raise ReviewDayRefused
    return told


def _write(item: Item, details: ItemDetails) -> None:
    for name in ("kind", "stage", "audience", "review_by"):
        setattr(item, name, getattr(details, name))
    item.sectors = [code for code in code_list("trainee_sectors").codes if code in set(details.sectors)]


def words_of(details: ItemDetails) -> dict[str, str]:
    return {name: getattr(details, name) for name in WORDS}


def _ask_words(by: Actor, item: Item, words: dict[str, str]) -> None:
    """Of a draft they stand at once, for nobody reads it; each who wrote of them is no second person for them."""
    if words == item.newest_words:
        return
    item.word_writers = [*item.word_writers, *({by.id} - set(item.word_writers))]
    if not item.open_to:
        put_words(item, words)
    elif words == item.words:
        item.asked_words, item.word_writers = {}, []
    else:
        item.asked_words = words


def put_words(item: Item, words: Mapping[str, str]) -> None:
    """What readers see from now on, and by what the item is found. Nothing is saved."""
    for name, text in words.items():
        setattr(item, name, text)
    folded = dict.fromkeys(word for text in item.words.values() for word in fold(text).split())
    item.search_key = "".join(f" {word}" for word in folded)
    item.sort_key = sort_key(item.title("kk"))

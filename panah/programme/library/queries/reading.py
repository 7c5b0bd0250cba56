import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from panah.foundation.documents.queries import published_content
from panah.foundation.security.access import Actor, NotPermitted
from panah.programme.library.codes import Audience, ItemState, Spoken, UserKind
from panah.programme.library.models import Edition, Item, Use, Version
from panah.programme.library.rules import Line, is_wider, line_changes, missing_languages


@dataclass(frozen=True)
class Waiting:
    """What a second person has not said yes to: versions in a language, other words of the entry, more readers than before.

    ``key`` stands for all of it: whoever was shown this may approve this, and nothing that came since.
    """

    editions: Sequence[Edition]
    is_wider: bool
    words: Mapping[str, str]
    writers: frozenset[str]
    key: str = ""

    @property
    def is_something(self) -> bool:
        return bool(self.editions or self.words) or self.is_wider


def what_waits(item: Item) -> Waiting:
    if item.state == ItemState.WITHDRAWN:
        return Waiting([], is_wider=False, words={}, writers=frozenset())
    editions = list(
        Edition.objects.filter(version__item=item, approved_at=None)
        .select_related("version")
        .order_by("version__number", "language")
    )
    wider = bool(item.open_to) and is_wider(Audience(item.audience), Audience(item.open_to))
    writers = {edition.put_in_by for edition in editions} | set(item.word_writers)
    if wider or not item.open_to:
        writers.add(item.audience_by)
    shown = repr(
        ([edition.pk.hex for edition in editions], sorted(item.newest_words.items()), Audience(item.audience).value)
    )
    key = hashlib.sha256(shown.encode()).hexdigest()[:32]
    return Waiting(editions, is_wider=wider, words=dict(item.asked_words), writers=frozenset(writers - {""}), key=key)


def newest(item: Item) -> Version | None:
    """The version that holds now."""
    return Version.objects.out().filter(item=item, superseded_at=None).first()


@dataclass(frozen=True)
class Shelf:
    """One version with what somebody may read of it, and the languages in which it is not there."""

    version: Version
    editions: Sequence[Edition]
    missing: Sequence[Spoken]

    @property
    def is_newest(self) -> bool:
        return self.version.came_out_at is not None and self.version.superseded_at is None


def shelf_of(actor: Actor, item: Item) -> list[Shelf]:
    """All versions of an item that ``actor`` may see, the newest first."""
    versions = list(Version.objects.visible_to(actor).filter(item=item).order_by("-number"))
    readable = Edition.objects.visible_to(actor).filter(version__in=versions).select_related("version__item", "paper")
    editions = list(readable.order_by("language"))
    shelves = []
    for version in versions:
        own = [edition for edition in editions if edition.version_id == version.pk]
        shelves.append(Shelf(version, own, missing_languages([edition.language for edition in own])))
    return shelves


def compared(actor: Actor, older: Version, newer: Version) -> list[tuple[Spoken, list[Line]]]:
    """What differs between the texts of two versions, by language; of papers nothing can be laid side by side."""
    readable = Edition.objects.visible_to(actor)
    texts = {
        version.pk: {one.language: one.words for one in readable.filter(version=version) if one.words}
        for version in (older, newer)
    }
    return [
        (spoken, line_changes(texts[older.pk][spoken], texts[newer.pk][spoken]))
        for spoken in Spoken
        if spoken in texts[older.pk] and spoken in texts[newer.pk]
    ]


def content_for(actor: Actor, edition: Edition) -> bytes:
    """The paper in clear, for whomever the library shows it."""
    if edition.paper is None or not Edition.objects.visible_to(actor).filter(pk=edition.pk).exists():
        raise NotPermitted
    return published_content(edition.paper)


def uses_of(actor: Actor, item: Item) -> QuerySet[Use]:
    """Who goes by which version of it: all for its keepers, one's own for others."""
    rows: QuerySet[Use] = Use.objects.visible_to(actor).of_item(item.pk).standing()
    return rows.select_related("version", "organisation", "person").order_by("version__number", "since", "id")


def use_of(actor: Actor, item: Item, kind: UserKind) -> Use | None:
    """What one's organisation, or one oneself, goes by."""
    own = uses_of(actor, item).filter(kind=kind)
    own = own.filter(organisation=actor.organisation_id)
    return (own.filter(person=actor.person_id) if kind is UserKind.PERSON else own).first()

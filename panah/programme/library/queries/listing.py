"""A page of items with what stands beside each: its newest version, its languages, what waits, what one uses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from panah.foundation.security.access import Actor
from panah.programme.library.codes import Spoken
from panah.programme.library.models import KEEPERS, Edition, Item, Use, Version
from panah.programme.library.rules import missing_languages


@dataclass(frozen=True)
class Entry:
    item: Item
    number: int | None  # of the newest version that is out
    languages: Sequence[str]
    missing: Sequence[Spoken]
    is_waiting: bool  # for a second person; said to those who keep it alone
    used: int | None = None  # the oldest number that one, or one's organisation, goes by

    @property
    def is_behind(self) -> bool:
        return self.used is not None and self.number is not None and self.used < self.number


def entries_of(actor: Actor, items: Collection[Item]) -> list[Entry]:
    """In the order given, with three queries for all of them."""
    wanted = [item.pk for item in items]
    newest = {
        version.item_id: version
        for version in Version.objects.out().filter(item__in=wanted, superseded_at=None).order_by("number")
    }
    editions = list(Edition.objects.visible_to(actor).filter(version__item__in=wanted).select_related("version"))
    used = dict(_own_uses(actor, wanted))
    keeps = actor.organisation_id if actor.permissions & KEEPERS else None
    return [_entry(item, newest.get(item.pk), editions, used, keeps) for item in items]


def _own_uses(actor: Actor, wanted: Collection[UUID]) -> list[tuple[UUID, int]]:
    own = Use.objects.visible_to(actor).standing().filter(version__item__in=wanted, organisation=actor.organisation_id)
    return list(own.order_by("-version__number").values_list("version__item", "version__number"))


def _entry(
    item: Item, version: Version | None, editions: Sequence[Edition], used: dict[UUID, int], keeps: UUID | None
) -> Entry:  # fmt: skip
    own = [edition for edition in editions if edition.version.item_id == item.pk]
    read = [one.language for one in own if version is not None and one.version_id == version.pk and one.approved_at]
    return Entry(
        item, version.number if version else None, sorted(read), missing_languages(read),
        is_waiting=any(one.approved_at is None for one in own) or bool(item.asked_words and item.organisation_id == keeps),
        used=used.get(item.pk),
    )  # fmt: skip

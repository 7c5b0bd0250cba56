from dataclasses import replace
from typing import Any

import pytest

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.library import actions
from panah.programme.library.actions import EditionWords, ItemDetails, LessonSource, approving, bringing, keeping, using
from panah.programme.library.codes import Audience, ItemState, Spoken, UserKind
from panah.programme.library.models import Item, Use, Version
from panah.programme.library.queries import (
    find_items,
    newest,
    use_of,
    uses_of,
    what_waits,
)
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.library.shelf import PROTOCOL, approved, renewed, text

LESSON = EditionWords(
    Spoken.KK, happened="Кездесу кеш басталды.", learned="Көлік ертерек керек.", change="Бір сағат ерте."
)


@pytest.fixture(autouse=True)
def _an_empty_store(settings: Any, tmp_path: Any) -> None:
    settings.PANAH_DATA = tmp_path


@action(Permission.LIBRARY_VIEW, on=None)
def within(*, by: Actor, act: Any) -> Any:
    """What a room above does inside an act of its own."""
    return act()


def running(kind: TimerKind) -> list[Timer]:
    return list(Timer.objects.running().filter(kind=kind))


def test_whoever_uses_a_version_is_told_of_the_next(bureau: Bureau) -> None:
    item = approved(bureau)
    first = newest(item)
    assert first is not None
    use = actions.say_use(by=bureau.dana.actor, version=first, kind=UserKind.ORGANISATION)
    assert actions.say_use(by=bureau.dana.actor, version=first, kind=UserKind.ORGANISATION) == use
    assert not running(TimerKind.LIBRARY_NEWER)
    second = renewed(bureau, item)
    (theirs,), (ours,) = running(TimerKind.LIBRARY_NEWER), running(TimerKind.LIBRARY_TELL)
    assert (theirs.organisation, theirs.person) == (bureau.there, bureau.dana.person)
    assert ours.organisation == bureau.here
    assert use_of(bureau.dana.actor, item, UserKind.ORGANISATION) == use
    assert [one.version.number for one in uses_of(bureau.madina.actor, item)] == [1]
    assert not uses_of(bureau.timur.actor, item)
    actions.say_use(by=bureau.dana.actor, version=second, kind=UserKind.ORGANISATION)
    assert not running(TimerKind.LIBRARY_NEWER)
    assert not running(TimerKind.LIBRARY_TELL)
    assert Use.objects.get(pk=use.pk).until is not None


def test_the_keeper_says_that_they_know_and_they_still_see_it(bureau: Bureau) -> None:
    item = approved(bureau)
    actions.say_use(by=bureau.dana.actor, version=Version.objects.get(), kind=UserKind.PERSON)
    renewed(bureau, item)
    actions.say_told(by=bureau.madina.actor, item=item)
    assert not running(TimerKind.LIBRARY_TELL)
    assert len(running(TimerKind.LIBRARY_NEWER)) == 1
    use = Use.objects.get()
    with pytest.raises(NotPermitted):
        actions.end_use(by=bureau.timur.actor, use=use)
    with pytest.raises(using.NotYours):
        actions.end_use(by=bureau.madina.actor, use=use)
    actions.end_use(by=bureau.dana.actor, use=use)
    assert not running(TimerKind.LIBRARY_NEWER)


def test_what_is_withdrawn_is_told_at_once_and_used_by_nobody_new(bureau: Bureau) -> None:
    item = approved(bureau)
    actions.say_use(by=bureau.dana.actor, version=Version.objects.get(), kind=UserKind.ORGANISATION)
    with pytest.raises(approving.WhyWithdrawn):
        actions.withdraw_item(by=bureau.madina.actor, item=item, why=" ")
    item = actions.withdraw_item(by=bureau.madina.actor, item=item, why="Ескірді")
    assert len(running(TimerKind.LIBRARY_NEWER)) == 1
    assert not running(TimerKind.LIBRARY_REVIEW)
    assert list(find_items(bureau.dana.actor)) == [item]
    with pytest.raises(using.NotOut):
        actions.say_use(by=bureau.timur.actor, version=Version.objects.get(), kind=UserKind.PERSON)
    item = actions.restore_item(by=bureau.bakyt.actor, item=item)
    assert item.state == ItemState.APPROVED
    assert not running(TimerKind.LIBRARY_NEWER)
    with pytest.raises(approving.NotWithdrawn):
        actions.restore_item(by=bureau.bakyt.actor, item=item)


def test_an_event_of_a_room_above_is_known_by_its_number(bureau: Bureau) -> None:
    item = approved(bureau)
    first = Version.objects.get()
    by = bureau.madina.actor

    def noted(version: Version) -> Use:
        use: Use = within(by=by, act=lambda: actions.note_event_use(by=by, version=version, number="K7Q4-2MX9"))
        return use

    assert noted(first) == noted(first)
    second = renewed(bureau, item)
    assert len(running(TimerKind.LIBRARY_TELL)) == 1
    assert not running(TimerKind.LIBRARY_NEWER)  # nobody of an event has a list of Today
    noted(second)
    assert not running(TimerKind.LIBRARY_TELL)


def test_a_lesson_is_three_answers_and_stays_a_lesson(bureau: Bureau) -> None:
    details = ItemDetails("lesson", Audience.PARTNERS, "Кездесуден сабақ")
    item = actions.add_item(by=bureau.madina.actor, details=details, source=LessonSource("review"))
    with pytest.raises(bringing.LessonNotWhole):
        actions.new_version(by=bureau.madina.actor, item=item, words=[replace(LESSON, learned=" ")])
    with pytest.raises(bringing.LessonNotWhole):
        actions.new_version(by=bureau.madina.actor, item=item, words=[text()])
    actions.new_version(by=bureau.madina.actor, item=item, words=[LESSON])
    assert item.source_kind == "review"
    with pytest.raises(keeping.KindStays):
        actions.change_item(by=bureau.madina.actor, item=item, details=PROTOCOL, version=item.version)


def test_what_was_learned_above_lands_here_once(bureau: Bureau) -> None:
    by, details = bureau.timur.actor, ItemDetails("training_material", Audience.PARTNERS, "Сабақ")
    source = LessonSource("training", "K7Q4-2MX9")

    def handed(organisation: Organisation) -> Item:
        def act() -> Item:
            return actions.hand_in_lesson(
                by=by, organisation=organisation, details=details, words=[LESSON], source=source
            )

        item: Item = within(by=by, act=act)
        return item

    item = handed(bureau.here)
    assert handed(bureau.here) == item
    assert (item.kind, item.state, item.source_number) == ("lesson", ItemState.DRAFT, "K7Q4-2MX9")
    assert (
        actions.approve_item(by=bureau.madina.actor, item=item, is_read=True, shown=what_waits(item).key).state
        == ItemState.APPROVED
    )

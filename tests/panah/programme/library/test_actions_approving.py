"""Words of an entry wait for a second person, who approves exactly what was shown."""

from dataclasses import replace
from typing import Any

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.roles import Role
from panah.programme.library import actions
from panah.programme.library.actions import approving
from panah.programme.library.codes import ItemState
from panah.programme.library.models import Edition, Item
from panah.programme.library.queries import entries_of, find_items, what_waits
from tests.panah.programme.bureau import Bureau, Colleague, hired
from tests.panah.programme.library.shelf import PROTOCOL, approved, drafted, text


def running(kind: TimerKind) -> list[Timer]:
    return list(Timer.objects.running().filter(kind=kind))


def asked(bureau: Bureau, item: Item, **words: Any) -> Item:
    details = replace(PROTOCOL, review_by=item.review_by, **words)
    return actions.change_item(by=bureau.madina.actor, item=item, details=details, version=item.version)


def yes(by: Colleague, item: Item) -> Item:
    return actions.approve_item(by=by.actor, item=item, is_read=True, shown=what_waits(item).key)


def test_the_title_of_what_is_approved_changes_with_a_second_person(bureau: Bureau) -> None:
    item = asked(bureau, approved(bureau), title_kk="Балалардың тізімі", summary_ru="Для врача")
    assert (item.title("kk"), item.summary("ru")) == (PROTOCOL.title_kk, "")
    assert (item.newest_words["title_kk"], item.state) == ("Балалардың тізімі", ItemState.APPROVED)
    assert [timer.organisation for timer in running(TimerKind.LIBRARY_APPROVAL)] == [bureau.here]
    assert list(find_items(bureau.dana.actor, text="Балалардың")) == []
    assert [entry.is_waiting for entry in entries_of(bureau.madina.actor, [item])] == [True]
    assert [entry.is_waiting for entry in entries_of(bureau.dana.actor, [item])] == [False]
    with pytest.raises(approving.SecondPerson):
        yes(bureau.madina, item)
    item = yes(bureau.bakyt, item)
    assert (item.title("kk"), item.summary("ru"), item.asked_words) == ("Балалардың тізімі", "Для врача", {})
    assert list(find_items(bureau.dana.actor, text="Балалардың")) == [item]
    assert not running(TimerKind.LIBRARY_APPROVAL)


def test_words_that_are_taken_back_wait_no_more(bureau: Bureau) -> None:
    item = asked(bureau, asked(bureau, approved(bureau), title_kk="Басқа"))
    assert not what_waits(item).is_something
    assert not running(TimerKind.LIBRARY_APPROVAL)


def test_who_wrote_of_a_title_is_no_second_person_for_it(bureau: Bureau) -> None:
    item, both = drafted(bureau), hired(bureau.here, Role.HEAD_OF_ORGANISATION, "aliya")
    roles = replace(both.actor, permissions=both.actor.permissions | bureau.madina.actor.permissions)
    details = replace(PROTOCOL, title_kk="Басшы жазған атау")
    item = actions.change_item(by=roles, item=item, details=details, version=item.version)
    assert item.title("kk") == "Басшы жазған атау"  # nobody else reads a draft
    for colleague in (both, bureau.madina):
        with pytest.raises(approving.SecondPerson):
            yes(colleague, item)


def test_only_what_was_shown_is_approved(bureau: Bureau) -> None:
    item = drafted(bureau)
    shown = what_waits(item).key
    edition = Edition.objects.get()
    actions.drop_edition(by=bureau.madina.actor, edition=edition)
    actions.new_version(by=bureau.madina.actor, item=item, words=[text("Басқа сөз")])
    with pytest.raises(approving.ChangedSinceShown):
        actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=shown)
    shown = what_waits(item).key
    item = asked(bureau, item, title_kk="Басқа атау")
    with pytest.raises(approving.ChangedSinceShown):
        actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=shown)
    assert list(find_items(bureau.dana.actor)) == []
    assert yes(bureau.bakyt, item).state == ItemState.APPROVED

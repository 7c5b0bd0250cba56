from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.queries import content_of
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.programme.library import actions
from panah.programme.library.actions import EditionWords, approving, bringing, keeping
from panah.programme.library.codes import Audience, Spoken
from panah.programme.library.models import Edition, Item, Version
from panah.programme.library.queries import (
    compared,
    content_for,
    find_items,
    public_item,
    public_items,
    shelf_of,
    what_waits,
)
from tests.panah.programme.bureau import Bureau, hired
from tests.panah.programme.library.shelf import PDF, PROTOCOL, approved, drafted, renewed, text

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


def test_nobody_reads_what_no_second_person_has(bureau: Bureau) -> None:
    item = drafted(bureau)
    assert list(find_items(bureau.madina.actor)) == [item]
    assert list(find_items(bureau.dana.actor)) == []
    assert list(find_items(bureau.timur.actor)) == []
    assert [timer.organisation for timer in running(TimerKind.LIBRARY_APPROVAL)] == [bureau.here]
    with pytest.raises(approving.SecondPerson):
        actions.approve_item(by=bureau.madina.actor, item=item, is_read=True, shown=what_waits(item).key)
    with pytest.raises(approving.NotRead):
        actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=False, shown=what_waits(item).key)
    actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=what_waits(item).key)
    assert list(find_items(bureau.dana.actor)) == [item]
    assert not running(TimerKind.LIBRARY_APPROVAL)
    with pytest.raises(approving.NothingWaits):
        actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=what_waits(item).key)


def test_another_organisation_neither_changes_nor_approves(bureau: Bureau) -> None:
    item = approved(bureau)
    with pytest.raises(NotPermitted):
        actions.change_item(by=bureau.dana.actor, item=item, details=PROTOCOL, version=item.version)
    with pytest.raises(NotPermitted):
        actions.new_version(by=bureau.dana.actor, item=item, words=[text()], changed_kk="x")
    with pytest.raises(NotPermitted):
        actions.withdraw_item(by=bureau.dana.actor, item=item, why="x")
    with pytest.raises(NotPermitted):
        actions.approve_item(by=bureau.dana.actor, item=item, is_read=True, shown=what_waits(item).key)


@pytest.mark.parametrize(
    "wrong",
    [{"title_kk": " ", "title_ru": "…"}, {"kind": "invented"}, {"stage": "invented"}, {"audience": "all"}],
)
def test_an_item_needs_its_words(bureau: Bureau, wrong: dict[str, Any]) -> None:
    with pytest.raises(keeping.ItemRefused):
        actions.add_item(by=bureau.madina.actor, details=replace(PROTOCOL, **wrong))
    assert not Item.objects.exists()


def test_a_review_day_lies_ahead_but_one_that_passed_may_stand(bureau: Bureau) -> None:
    today = clock.today()
    with pytest.raises(keeping.ReviewDayRefused):
        actions.add_item(by=bureau.madina.actor, details=replace(PROTOCOL, review_by=today - timedelta(days=1)))
    item = approved(bureau, review_by=today + timedelta(days=30))
    (timer,) = running(TimerKind.LIBRARY_REVIEW)
    assert timer.due_at.date() == today + timedelta(days=30)
    with clock.standing_at(clock.now() + timedelta(days=60)):
        details = replace(PROTOCOL, review_by=item.review_by, title_kk="Жаңа атау")
        item = actions.change_item(by=bureau.madina.actor, item=item, details=details, version=item.version)
    assert item.newest_words["title_kk"] == "Жаңа атау"


def test_what_has_no_review_day_gets_one_with_the_yes(bureau: Bureau) -> None:
    assert approved(bureau).review_by == clock.today() + approving.REVIEW_AFTER
    assert len(running(TimerKind.LIBRARY_REVIEW)) == 1


def test_a_change_of_an_older_state_is_refused(bureau: Bureau) -> None:
    item = drafted(bureau)
    with pytest.raises(EditedMeanwhile):
        actions.change_item(by=bureau.madina.actor, item=item, details=PROTOCOL, version=item.version - 1)


def test_more_readers_wait_for_the_second_person_and_fewer_do_not(bureau: Bureau) -> None:
    item = approved(bureau)
    wide = replace(PROTOCOL, audience=Audience.PUBLIC)
    item = actions.change_item(by=bureau.madina.actor, item=item, details=wide, version=item.version)
    assert list(public_items()) == []
    assert what_waits(item).is_wider
    with pytest.raises(approving.SecondPerson):
        actions.approve_item(by=bureau.madina.actor, item=item, is_read=True, shown=what_waits(item).key)
    item = actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=what_waits(item).key)
    assert list(public_items()) == [item]
    item = actions.change_item(by=bureau.madina.actor, item=item, details=PROTOCOL, version=item.version)
    assert list(public_items()) == []


def test_a_champion_reads_what_is_for_champions(bureau: Bureau) -> None:
    erlan = hired(bureau.there, Role.CHAMPION, "erlan")
    for_partners, for_champions = approved(bureau), approved(bureau, audience=Audience.CHAMPIONS, title_kk="Мәтіндер")
    for_all = approved(bureau, audience=Audience.PUBLIC, title_kk="Плакат")
    drafted(bureau, audience=Audience.PUBLIC)
    assert set(find_items(erlan.actor)) == {for_champions, for_all}
    assert set(find_items(bureau.timur.actor)) == {for_partners, for_champions, for_all}
    assert list(public_items()) == [for_all]
    assert public_item(for_all.code.lower()) == for_all
    assert public_item(for_champions.code) is None


def test_a_version_may_lack_a_language_and_gets_it_later_read_by_a_second_person(bureau: Bureau) -> None:
    item = approved(bureau)
    (shelf,) = shelf_of(bureau.dana.actor, item)
    assert shelf.missing == (Spoken.RU,)
    version = shelf.version
    with pytest.raises(bringing.LanguageIsThere):
        actions.add_language(by=bureau.madina.actor, version=version, words=text("x"))
    actions.add_language(by=bureau.madina.actor, version=version, words=text("Слушайте.", Spoken.RU))
    assert [one.language for one in shelf_of(bureau.dana.actor, item)[0].editions] == ["kk"]
    actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=what_waits(item).key)
    (shelf,) = shelf_of(bureau.dana.actor, item)
    assert not shelf.missing
    assert shelf.is_newest
    assert shelf.version.superseded_at is None


def test_a_second_version_says_what_is_different_and_waits_alone(bureau: Bureau) -> None:
    item = approved(bureau)
    with pytest.raises(bringing.WhatChanged):
        actions.new_version(by=bureau.madina.actor, item=item, words=[text("x")])
    actions.new_version(by=bureau.madina.actor, item=item, words=[text("x")], changed_ru="Иначе")
    with pytest.raises(bringing.VersionWaits):
        actions.new_version(by=bureau.madina.actor, item=item, words=[text("x")], changed_ru="Иначе")
    assert [shelf.version.number for shelf in shelf_of(bureau.dana.actor, item)] == [1]
    assert [shelf.version.number for shelf in shelf_of(bureau.madina.actor, item)] == [2, 1]


@pytest.mark.parametrize("words", [[], [EditionWords(Spoken.KK)], [EditionWords(Spoken.KK, text="  ")]])
def test_nothing_is_no_version(bureau: Bureau, words: list[EditionWords]) -> None:
    item = actions.add_item(by=bureau.madina.actor, details=PROTOCOL)
    with pytest.raises(bringing.NothingBrought):
        actions.new_version(by=bureau.madina.actor, item=item, words=words)
    assert not Version.objects.exists()


def test_a_text_that_is_a_book_is_a_file(bureau: Bureau) -> None:
    with pytest.raises(bringing.TextTooLong):
        drafted(bureau, text("x" * 20_001))


def test_what_was_brought_by_mistake_goes_before_it_is_read_and_not_after(bureau: Bureau) -> None:
    item = drafted(bureau, text(), text("Слушайте.", Spoken.RU))
    kk, ru = Edition.objects.order_by("language")
    actions.drop_edition(by=bureau.madina.actor, edition=ru)
    actions.drop_edition(by=bureau.madina.actor, edition=kk)
    assert not Version.objects.exists()
    assert not running(TimerKind.LIBRARY_APPROVAL)
    actions.new_version(by=bureau.madina.actor, item=item, words=[text()])
    actions.approve_item(by=bureau.bakyt.actor, item=item, is_read=True, shown=what_waits(item).key)
    with pytest.raises(bringing.AlreadyRead):
        actions.drop_edition(by=bureau.madina.actor, edition=Edition.objects.get())


def test_a_paper_is_kept_sealed_and_read_by_whom_the_library_shows_it(bureau: Bureau) -> None:
    item = approved(bureau, EditionWords(Spoken.BOTH, paper=PDF))
    edition = Edition.objects.get()
    with vault.ring():
        assert content_for(bureau.dana.actor, edition) == PDF.content
        with pytest.raises(NotPermitted):
            content_for(Actor.public(), edition)
        assert content_of(bureau.timur.actor, StoredFile.objects.get()) == PDF.content  # of the file of nobody
    actions.withdraw_item(by=bureau.madina.actor, item=item, why="Қате бар")
    with vault.ring(), pytest.raises(NotPermitted):
        content_for(bureau.dana.actor, edition)
    with vault.ring():
        assert content_for(bureau.madina.actor, edition) == PDF.content


def test_what_everybody_may_read_needs_no_account(bureau: Bureau) -> None:
    approved(bureau, EditionWords(Spoken.KK, paper=PDF), audience=Audience.PUBLIC)
    with vault.ring():
        assert content_for(Actor.public(), Edition.objects.get()) == PDF.content


def test_versions_are_compared_by_language(bureau: Bureau) -> None:
    item = approved(bureau, text("Бір\nЕкі"))
    second = renewed(bureau, item, "Бір\nЕкі, үш")
    first = Version.objects.get(number=1)
    ((language, lines),) = compared(bureau.dana.actor, first, second)
    assert language is Spoken.KK
    assert [line.text for line in lines] == ["Бір", "Екі", "Екі, үш"]


@pytest.mark.parametrize("asked", ["психолог", "Psiholog", "мектеп", "ПОРЯДОК школ"])
def test_an_item_is_found_in_any_script(bureau: Bureau, asked: str) -> None:
    item = approved(bureau)
    approved(bureau, title_kk="Басқа", title_ru="Другое", sectors=["health"], stage="")
    assert list(find_items(bureau.dana.actor, text=asked)) == [item]
    assert list(find_items(bureau.dana.actor, text=item.code)) == [item]


def test_a_list_is_narrowed(bureau: Bureau) -> None:
    first = approved(bureau)
    second = approved(bureau, text("x", Spoken.RU), kind="poster", stage="", sectors=["health"], title_kk="Я")
    dana = bureau.dana.actor
    assert list(find_items(dana, kind="poster")) == [second]
    assert list(find_items(dana, stage="screening")) == [first]
    assert list(find_items(dana, sector="health")) == [first, second]
    assert list(find_items(dana, sector="police")) == [first]
    assert list(find_items(dana, language="ru")) == [second]
    assert list(find_items(dana, text="…")) == []


def test_no_title_stands_in_the_record_of_acts(bureau: Bureau) -> None:
    approved(bureau)
    assert not [event for event in AuditEvent.objects.all() if "психолог" in repr(vars(event))]

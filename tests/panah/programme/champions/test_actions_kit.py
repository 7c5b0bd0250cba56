import pytest

from panah.foundation.documents.queries import published_content
from panah.foundation.documents.rules import check_file
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.programme.champions import actions
from panah.programme.champions.actions import KitWords, refusals
from panah.programme.champions.codes import KitKind
from panah.programme.champions.models import Champion, KitPiece
from panah.programme.champions.queries import usable_kit, uses_of
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import picture, post


def test_the_kit_has_versions_and_knows_who_used_it(bureau: Bureau, pair: tuple[Champion, Colleague]) -> None:
    one, account = pair
    words = KitWords("Атауы", "Название", "Мәтін", "Текст")
    piece = actions.add_kit_piece(by=bureau.madina.actor, kind=KitKind.TEXT, words=words)
    assert usable_kit(account.actor) == []
    actions.approve_kit_piece(by=bureau.madina.actor, piece=piece, version=1)
    told = KitWords("Атауы", "Название", "Жаңа", "Новый", tells_story=True)
    actions.change_kit_piece(by=bureau.madina.actor, piece=piece, words=told, version=1)
    with pytest.raises(refusals.StoryWaits):
        actions.approve_kit_piece(by=bureau.madina.actor, piece=piece, version=2)
    (version,) = usable_kit(account.actor)
    assert (version.number, version.said("text", "en")) == (1, "Текст")
    act = actions.record_act(by=account.actor, champion=one, details=post(kit=[version, version]))
    assert uses_of(bureau.madina.actor, piece) == [act]
    assert usable_kit(bureau.dana.actor) == []
    with pytest.raises(NotPermitted):
        actions.retire_kit_piece(by=bureau.dana.actor, piece=piece)
    actions.retire_kit_piece(by=bureau.madina.actor, piece=piece)
    assert usable_kit(account.actor) == []


def test_a_picture_of_the_kit_is_a_picture(bureau: Bureau) -> None:
    words = KitWords("Атауы", "Название", "Не бейнеленген", "Что изображено")
    with pytest.raises(refusals.KitRefused):
        actions.add_kit_piece(by=bureau.madina.actor, kind=KitKind.PICTURE, words=words)
    with pytest.raises(refusals.NoPicture):
        actions.add_kit_piece(
            by=bureau.madina.actor, kind=KitKind.PICTURE, words=words, picture=check_file("a.txt", b"a")
        )
    with pytest.raises(refusals.KitRefused):
        actions.add_kit_piece(by=bureau.madina.actor, kind=KitKind.TEXT, words=KitWords("", "", "", ""))
    piece = actions.add_kit_piece(by=bureau.madina.actor, kind=KitKind.PICTURE, words=words, picture=picture())
    actions.change_kit_piece(by=bureau.madina.actor, piece=piece, words=words, version=1)
    first, second = KitPiece.objects.get(pk=piece.pk).versions.order_by("number")
    assert first.picture == second.picture
    assert second.picture is not None
    assert published_content(second.picture)


def test_only_the_version_that_was_read_is_approved_and_only_the_newest_is_followed(bureau: Bureau) -> None:
    words = KitWords("Атауы", "Название", "Мәтін", "Текст")
    piece = actions.add_kit_piece(by=bureau.madina.actor, kind=KitKind.TEXT, words=words)
    actions.change_kit_piece(by=bureau.madina.actor, piece=piece, words=words, version=1)
    with pytest.raises(EditedMeanwhile):
        actions.change_kit_piece(by=bureau.madina.actor, piece=piece, words=words, version=1)
    with pytest.raises(EditedMeanwhile):
        actions.approve_kit_piece(by=bureau.madina.actor, piece=piece, version=1)
    assert piece.versions.exclude(approved_at=None).count() == 0
    assert piece.versions.count() == 2

from dataclasses import dataclass

from panah.foundation.documents.actions import store_file
from panah.foundation.documents.codes import Media
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.refusals import KitRefused, NoPicture, StoryWaits
from panah.programme.champions.codes import Clearance, KitKind
from panah.programme.champions.models import KitPiece, KitVersion

LONGEST_TEXT = 4_000
LONGEST_TITLE = 160
PICTURE = "kit_picture"


@dataclass(frozen=True)
class KitWords:
    """A piece in both languages; of a picture the text says what it shows."""

    title_kk: str
    title_ru: str
    text_kk: str
    text_ru: str
    tells_story: bool = False

    @property
    def texts(self) -> dict[str, str]:
        names = ("title_kk", "title_ru", "text_kk", "text_ru")
        return {name: str(getattr(self, name)).strip() for name in names}


@action(Permission.CHAMPION_KEEP, on=None)
def add_kit_piece(
    *, by: Actor, kind: KitKind, words: KitWords, picture: CheckedFile | None = None, idempotency_key: str = ""
) -> KitPiece:
    """A first version; nobody may use it before it is approved."""
    if by.organisation_id is None:
        raise NotPermitted
    file = vault.open_file(FileKind.LIBRARY)
    grants.grant(file, PrincipalKind.TEAM, by.organisation_id, Relation.LEAD_ORGANISATION)
    piece = KitPiece.objects.create(
        file=file, code=file.code, organisation_id=by.organisation_id, kind=kind, made_at=clock.now()
    )
    _version(by, piece, words, picture)
    return piece


@action(Permission.CHAMPION_KEEP, on="piece")
def change_kit_piece(
    *, by: Actor, piece: KitPiece, words: KitWords, version: int, picture: CheckedFile | None = None,
    idempotency_key: str = "",
) -> KitPiece:  # fmt: skip
    """A new version beside the old one, which stays in use until the new one is approved; ``version`` is the one it follows."""
    _must_be_own(by, piece)
    _must_be_newest(piece, version)
    _version(by, piece, words, picture)
    return piece


def _version(by: Actor, piece: KitPiece, words: KitWords, picture: CheckedFile | None) -> KitVersion:
    texts = words.texts
    last = piece.versions.order_by("-number").first()
    if not all(texts.values()) or any(len(text) > LONGEST_TEXT for text in texts.values()):
        raise KitRefused
    if len(texts["title_kk"]) > LONGEST_TITLE or len(texts["title_ru"]) > LONGEST_TITLE:
        raise KitRefused
    if picture is not None and picture.media not in (Media.JPEG, Media.PNG):
        raise NoPicture
    kept = last.picture if last is not None else None
    if piece.kind == KitKind.PICTURE and picture is not None:
        kept = store_file(by=by, record=piece, kind=PICTURE, paper=picture)
    if piece.kind == KitKind.PICTURE and kept is None:
        raise KitRefused
    return KitVersion.objects.create(
        piece=piece, number=last.number + 1 if last else 1, picture=kept, written_at=clock.now(),
        clearance=Clearance.WAITS if words.tells_story else Clearance.NOT_NEEDED, **texts,
    )  # fmt: skip


@action(Permission.CHAMPION_KEEP, on="piece")
def approve_kit_piece(*, by: Actor, piece: KitPiece, version: int) -> KitPiece:
    """``version``, which was read, may be used. What tells somebody's story waits for those to whom stories belong (S16)."""
    _must_be_own(by, piece)
    newest = _must_be_newest(piece, version)
    if newest.clearance == Clearance.WAITS:
        raise StoryWaits
    if newest.approved_at is None:
        newest.approved_at, newest.approved_by_id = clock.now(), by.person_id
        newest.save(update_fields=["approved_at", "approved_by"])
    return piece


@action(Permission.CHAMPION_KEEP, on="piece")
def retire_kit_piece(*, by: Actor, piece: KitPiece) -> KitPiece:
    """Nobody is to use it any more; which acts did stays."""
    _must_be_own(by, piece)
    piece.retired_at = clock.now()
    piece.save(update_fields=["retired_at"])
    return piece


def _must_be_newest(piece: KitPiece, number: int) -> KitVersion:
    newest = piece.versions.order_by("-number")[0]
    if newest.number != number:
        raise EditedMeanwhile
    return newest


def _must_be_own(by: Actor, piece: KitPiece) -> None:
    if piece.organisation_id != by.organisation_id:
        raise NotPermitted

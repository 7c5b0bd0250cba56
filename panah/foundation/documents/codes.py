"""Words of this room. What a paper is about (code list ``paper_types``) is for the room that keeps it."""

from collections.abc import Mapping
from enum import StrEnum

from panah.foundation.security.codes import FileKind
from panah.foundation.security.permissions import Permission


class Media(StrEnum):
    """What may be kept, by media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    TEXT = "text/plain"


class Unfit(StrEnum):
    """Why a file cannot be kept."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND_UNKNOWN = "kind_unknown"
    PICTURE_TOO_LARGE = "picture_too_large"
    BROKEN = "broken"
    LOCKED = "locked"
    PROGRAM_INSIDE = "program_inside"
    UNPACKS_TOO_LARGE = "unpacks_too_large"


LETTER_COPY = "letter_copy"
"""The kind of a stored file that is what came out of the press; it is listed with its letter, not among papers brought."""

CHECKED_BY_NUMBER = frozenset({"team", "body", "champion"})
"""Recipients whose letters can be checked by number. What a family holds leads nobody to a page of ours (S12)."""


class Wording(StrEnum):
    """How a text stands on a paper in another language than its own."""

    TRANSLATED = "translated"
    AS_WRITTEN = "as_written"
    NOT_NEEDED = "not_needed"  # it is in the language of the paper after all: the guess was wrong


_ANY_PAPER = frozenset({Permission.IDENTITY_READ, Permission.NARRATIVE_READ})
_OF_ADULTS = frozenset({Permission.CONTACT_READ})
OF_NOBODY: frozenset[FileKind] = frozenset({FileKind.LIBRARY, FileKind.CHAMPION_CALL, FileKind.CAMPAIGN})
"""Files about nobody: what is taught and told. Their room may publish what lies in them."""

OF_PUBLIC_WORK: Mapping[FileKind, frozenset[Permission]] = {
    **dict.fromkeys(OF_NOBODY, frozenset()),
    **dict.fromkeys((FileKind.ADULT, FileKind.TRAINING, FileKind.APPLICATION, FileKind.CHAMPION), _OF_ADULTS),
}
"""What it takes, beside the grant, to read a paper in a file of the public work. Whoever owns such a file needs none."""


def rights_to_read(kind: str) -> frozenset[Permission]:
    """A paper may hold anything, so in every other file it takes the rights to names and to stories of children."""
    return next((rights for known, rights in OF_PUBLIC_WORK.items() if known == kind), _ANY_PAPER)

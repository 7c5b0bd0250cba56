from enum import StrEnum

LESSON = "lesson"
"""The one kind (code list library_kinds) that is written in three answers and not brought as a file."""


class Audience(StrEnum):
    """Who may read what is approved; each takes in those before it. Labels: code list library_audience."""

    PARTNERS = "partners"  # whoever works with Panah
    CHAMPIONS = "champions"
    PUBLIC = "public"  # without an account


class ItemState(StrEnum):
    """Labels: code list library_state."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Spoken(StrEnum):
    """In which language a version is there. Labels: code list library_languages."""

    KK = "kk"
    RU = "ru"
    BOTH = "both"  # one paper that holds both


class UserKind(StrEnum):
    """Who uses a version. Labels: code list library_users."""

    ORGANISATION = "organisation"
    PERSON = "person"
    EVENT = "event"  # of a room above, by its own number


class Change(StrEnum):
    """What became of a line from one version to another. Labels: code list line_changes."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"

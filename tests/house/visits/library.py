"""The addresses of the library."""

from dataclasses import replace

from panah.foundation.security.roles import Role
from tests.house.visits.ways import MOVED_ON, Values, Visit, form, page

DRAFTED = {"code": "drafted.code"}
SHELVED = {"code": "shelved.code"}
OWN_TEXT = {"edition_id": "shelved_text.pk"}
KEEPERS = frozenset({Role.PROGRAMME_COORDINATOR})


def shared(visit: Visit) -> Visit:
    """What is approved: of whatever organisation."""
    return replace(visit, is_shared=True)


def kept(visit: Visit) -> Visit:
    return replace(visit, holders=KEEPERS)


def press(values: Values) -> Visit:
    return form(values, sees=MOVED_ON)


LIBRARY_VISITS: dict[str, Visit] = {
    "library": page(),
    "library-find": form(),
    "library-new": page(),
    "library-item": shared(page(SHELVED)),
    "library-change": kept(page(DRAFTED)),
    "library-version": kept(page(SHELVED)),
    "library-language": kept(page(DRAFTED)),
    "library-approve": kept(page(DRAFTED)),
    "library-withdraw": kept(page(SHELVED)),
    "library-restore": kept(press(SHELVED)),
    "library-compare": shared(page(SHELVED | {"older": "1", "newer": "2"})),
    "library-edition": shared(page(SHELVED | OWN_TEXT)),
    "library-drop": kept(press(DRAFTED | {"edition_id": "drafted_text.pk"})),
    "library-use": shared(press(SHELVED | {"number": "2", "kind": "organisation"})),
    "library-unuse": shared(press(SHELVED | {"kind": "organisation"})),
    "library-told": kept(press(SHELVED)),
    "public-library": page(),
    "public-library-item": page(SHELVED),
    "public-library-edition": page(SHELVED | OWN_TEXT),
}

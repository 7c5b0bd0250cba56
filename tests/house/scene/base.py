"""What all parts of the scene stand on."""

from dataclasses import dataclass, field
from typing import Any

from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role

OWN, OTHER = "own", "other"
SYSTEM = Actor.system("test", EVERYTHING)


@dataclass
class Scene:
    """People and actors by (organisation, role); records by the name under which visits ask for them."""

    people: dict[tuple[str, Role], Person] = field(default_factory=dict)
    actors: dict[tuple[str, Role], Actor] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """``case.code`` of the records, or the word itself where it names none."""
        record, _, attribute = name.partition(".")
        return str(getattr(self.records[record], attribute)) if record in self.records else name


def names_of(code: str) -> dict[str, str]:
    return {language: f"{code} {language}" for language in ("kk", "ru", "en")}

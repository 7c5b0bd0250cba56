"""How the access table visits each address: with which values, by which method, and what somebody with the right sees.

A name of an address that is missing here fails the table: whoever adds a page adds its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from panah.foundation.security.roles import Role

SHOWN = frozenset({200})
MOVED_ON = frozenset({302})
FORM = frozenset({200, 302, 400})  # an empty form comes back with its faults, or the step is done


@dataclass(frozen=True)
class Visit:
    """``values`` give the address its parts, as ``record.attribute`` of the scene or as they are."""

    values: Mapping[str, str] = field(default_factory=dict)
    method: str = "get"
    sees: frozenset[int] = SHOWN
    holders: frozenset[Role] = frozenset({Role.CASEWORKER})  # among people with reach over their own files alone

    @property
    def has_record(self) -> bool:
        return any("." in value for value in self.values.values())


def page(**values: str) -> Visit:
    return Visit(values)


def form(sees: frozenset[int] = FORM, **values: str) -> Visit:
    return Visit(values, "post", sees)


def of_duty(visit: Visit) -> Visit:
    """A concern belongs to the whole duty office: reach over one's own files alone shows none."""
    return replace(visit, holders=frozenset())


CASE = {"code": "case.code"}
CONCERN = {"code": "concern.code"}
PLANNED = {"planned_id": "planned.pk"}
VISITS: dict[str, Visit] = {
    "root": Visit(sees=MOVED_ON),
    "set_language": form(sees=MOVED_ON),
    "home": page(),
    "signs": page(),
    "refer": page(),
    "answer": page(),
    "safety": page(),
    "today": page(),
    "team": page(),
    "find": page(),
    "concern-list": page(),
    "concern": of_duty(page(**CONCERN)),
    "concern-show": of_duty(form(**CONCERN)),
    "concern-take": of_duty(form(**CONCERN)),
    "concern-read": of_duty(form(**CONCERN)),
    "concern-talk": of_duty(form(**CONCERN)),
    "concern-information": of_duty(page(**CONCERN)),
    "concern-aside": of_duty(page(**CONCERN)),
    "case-list": page(),
    "case-new": page(),
    "case": page(**CASE),
    "case-name": form(**CASE),
    "case-contact": page(**CASE),
    "case-assess": page(**CASE),
    "case-complete": form(**CASE),
    "case-domain": page(area="safety", **CASE),
    "case-plan": page(**CASE),
    "case-agree": form(**CASE),
    "case-service": page(**CASE),
    "case-review": page(**CASE),
    "case-consent": page(**CASE),
    "case-close": page(**CASE),
    "case-sign": form(**CASE),
    "case-return": form(**CASE),
    "case-reopen": page(**CASE),
    "case-lead": page(**CASE),
    "case-planned": page(**PLANNED),
    "case-cancel": form(**PLANNED),
}

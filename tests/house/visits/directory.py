"""The addresses of adults and institutions of the public work, and of who does what."""

from dataclasses import replace

from panah.foundation.security.roles import Role
from tests.house.visits.ways import MOVED_ON, Values, Visit, form, page

ADULT = {"code": "known_adult.code"}
PAIR = {"code": "adult_pair.code"}
INSTITUTION = {"code": "school.code"}
DUTY = {"code": "duty.code"}


def of_everybody(values: Values, method: str = "get", sees: frozenset[int] = frozenset({200})) -> Visit:
    """What is no secret: whoever has the right sees it, of whatever organisation."""
    return Visit(values, method, sees, is_shared=True)


def of_team(visit: Visit) -> Visit:
    """Of an adult whom an organisation works with: its coordinators and trainers, each with the reach of an own file."""
    return replace(visit, holders=frozenset({Role.PROGRAMME_COORDINATOR, Role.TRAINER}))


def of_coordinators(visit: Visit) -> Visit:
    """What everybody reads and the organisation that wrote it down changes."""
    return replace(visit, holders=frozenset({Role.PROGRAMME_COORDINATOR}))


DIRECTORY_VISITS: dict[str, Visit] = {
    "adult-list": page(),
    "adult-entry-new": page(),
    "adult-same": page(),
    "adult-pair": of_team(page(PAIR)),
    "adult-pair-back": of_team(form({"code": "decided_adults.code"}, sees=MOVED_ON)),
    "adult-entry": of_everybody(ADULT),
    "adult-entry-contact": of_everybody(ADULT, "post"),
    "adult-entry-change": of_team(page(ADULT)),
    "adult-entry-left": of_team(form(ADULT, sees=MOVED_ON)),
    "adult-entry-compare": of_team(page(ADULT)),
    "adult-entry-stop": of_team(page({"code": "shared_adult.code"})),
    "adult-entry-forget": of_team(page(ADULT)),
    "stakeholder-matrix": page(),
    "stakeholder-list": page(),
    "stakeholder-partners": page(),
    "stakeholder-partner-new": page(),
    "stakeholder-partner-end": of_coordinators(page({"code": "partner_here.code"})),
    "brought-people": page(),
    "brought-people-of": of_team(page({"code": "training.code"})),
    "brought-acts": page(),
    "brought-look": of_team(page({"code": "brought_people.code"})),
    "brought-drop": of_team(form({"code": "brought_people.code"}, sees=MOVED_ON)),
    "stakeholder-new": page(),
    "stakeholder": of_everybody(INSTITUTION),
    "stakeholder-change": of_coordinators(page(INSTITUTION)),
    "stakeholder-closed": of_coordinators(form(INSTITUTION, sees=MOVED_ON)),
    "stakeholder-duty": of_everybody(INSTITUTION),
    "stakeholder-duty-end": of_coordinators(page(DUTY)),
    "stakeholder-duty-remove": of_coordinators(form(DUTY, sees=MOVED_ON)),
}

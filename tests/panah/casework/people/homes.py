"""A mother and her children, made through actions, for the tests of families and of what they agree to."""

from typing import Any

from panah.casework.cases.models import Case
from panah.casework.people import actions
from panah.casework.people.actions import FamilyDetails, RelativeDetails
from panah.casework.people.codes import Safety
from panah.casework.people.models import Child, Family, Relative
from tests.panah.casework.cases.office import Office, Worker, opened

MOTHER = "Canarymother Зулфия"
HOME = "Canaryhome: a room behind the market"


def home_of(office: Office, case: Case, by: Worker | None = None) -> Family:
    return actions.begin_family(
        by=(by or office.aigul).actor, child=case.child, details=FamilyDetails("uz", office.district, HOME, "")
    )


def mother_of(office: Office, family: Family, safety: Safety | None = None, **known: Any) -> Relative:
    details = RelativeDetails(**({"relation": "mother", "name": MOTHER, "language": "uz"} | known))
    relative = actions.add_relative(by=office.saule.actor, family=family, details=details)
    if safety is not None:
        found(office, relative, safety)
    return relative


def found(office: Office, relative: Relative, safety: Safety) -> None:
    """A worker decides whether an adult is safe."""
    ground = "home_visit" if safety is Safety.SAFE else "signs_of_harm"
    actions.decide_safety(by=office.saule.actor, relative=relative, safety=safety, ground=ground)


def child_at_home(office: Office, safety: Safety | None = Safety.SAFE, **known: Any) -> tuple[Child, Relative]:
    """A girl whom Aigul leads and her mother."""
    case = opened(office, **known)
    return case.child, mother_of(office, home_of(office, case), safety)

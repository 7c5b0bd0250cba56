"""The case of a mother who is helped herself, made through actions and filled wherever a page has something to show.

She is a grown woman without a birth year; her husband is suspected, her sister is safe. Beside it stand other cases of
grown people: new, helped, closing, closed, going elsewhere, paused, and one of somebody who has turned 18 since.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from panah.casework.cases import actions
from panah.casework.cases.codes import LetterKind, LetterRecipient, NoteKind, Risk
from panah.casework.cases.models import Case
from panah.casework.people.actions import (
    ChildDetails,
    FamilyDetails,
    RelativeDetails,
    SafeContact,
    SpokenName,
    add_relative,
    begin_family,
    change_safe_contact,
    decide_category,
    decide_safety,
    override_consent,
    record_consent,
)
from panah.casework.people.codes import Category, ConsentDecision, Safety
from panah.casework.people.rules import Birth
from panah.casework.referrals.actions import make_link, refer_case
from panah.casework.referrals.models import Leg
from panah.foundation.documents.actions import keep_file
from panah.foundation.documents.rules import check_file
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, agreed, answered, asked, closed, in_plan, met, served

NAME = "Үлгі Зухра"
GROWN: dict[str, Any] = {"names": (SpokenName(NAME),), "sex": "female", "age_band": "adult", "language": "uz"}


@dataclass
class Grown:
    """Cases of grown people at different points of the way, and records within the fullest of them, by name."""

    cases: dict[str, Case]
    records: dict[str, Any] = field(default_factory=dict)


def grown_case(office: Office, **known: Any) -> Case:
    details = ChildDetails(**({"place": office.district} | GROWN | known))
    return actions.start_case(
        by=office.aigul.actor, organisation=office.organisation, lead=office.aigul.person, details=details
    )


def made_grown(office: Office) -> Grown:
    grown = Grown({})
    new = grown_case(office, names=())
    grown.cases = {
        "full": _full(office, grown), "new": new, "help": _helped(office), "closing": _closing(office),
        "closed": closed(office, _met(office)), "moving": _moving(office), "paused": _paused(office),
        "young": grown_case(office, age_band="unknown", birth=Birth(year=clock.today().year - 19)),
    }  # fmt: skip
    return grown


def _met(office: Office) -> Case:
    case = grown_case(office)
    met(office, case, text="")
    return case


def _full(office: Office, grown: Grown) -> Case:
    by, case, today = office.aigul.actor, grown_case(office), clock.today()
    met(office, case, text="", sleeps_tonight="alone_or_street", sleeps_with="")
    _tell(office, grown, case)
    answered(office, case, observed="", needs=("legal", "identity_papers"), child_says="")
    actions.complete_assessment(by=by, case=case, risk=Risk.HIGH)
    grown.records["planned"] = in_plan(office, case, today + timedelta(days=5), goal="", person=office.nurzhan.person)
    agreed(office, case)
    grown.records["service"] = served(office, case, what_was_done="")
    taken = served(office, case, what_was_done="", happened_on=today - timedelta(days=2))
    actions.take_back_service(by=by, service=taken, reason="wrong_child")
    actions.record_review(by=by, case=case, text="", happened_on=today, risk="medium")
    actions.record_contact(by=by, case=case, kind=NoteKind.ATTEMPT, text="", happened_on=today)
    decide_category(by=by, child=case.child, category=Category.PRESUMED_VICTIM, ground="observation")
    change_safe_contact(
        by=by, child=case.child, safe_contact=SafeContact("+7 000 111 22 33", "phone_call", "evening", True)
    )
    _household(office, grown, case)
    _agree(office, grown, case)
    _papers(office, grown, case)
    _share(office, grown, case)
    return case


def _tell(office: Office, grown: Grown, case: Case) -> None:
    by, today = office.aigul.actor, clock.today()
    for topic, source in (
        ("home", "volunteered"),
        ("journey", "observed"),
        ("days", "papers"),
        ("harm", "told_by_other"),
    ):
        grown.records["told"] = actions.record_told(by=by, case=case, topic=topic, source=source, happened_on=today)
    for reason in ("", "", "court_demands", "child_wanted"):
        grown.records["interview"] = actions.record_interview(
            by=by, case=case, held_on=today, body="police", topics=("harm", "journey"), reason=reason,
            reason_text="x" if reason else "", was_recorded="no",
        )  # fmt: skip
    slip = actions.record_told(by=by, case=case, topic="days", source="volunteered", happened_on=today)
    actions.take_back_told(by=by, fact=slip, reason="wrong_child")


def _household(office: Office, grown: Grown, case: Case) -> None:
    by = office.aigul.actor
    family = begin_family(by=by, child=case.child, details=FamilyDetails("uz"))
    husband = add_relative(by=by, family=family, details=RelativeDetails("spouse_or_partner", "Үлгі Е"))
    decide_safety(by=by, relative=husband, safety=Safety.SUSPECTED, ground="signs_of_harm")
    sister = add_relative(by=by, family=family, details=RelativeDetails("brother_or_sister", "Үлгі А"))
    decide_safety(by=by, relative=sister, safety=Safety.SAFE, ground="home_visit")
    grown.records["adult"], grown.records["husband"] = sister, husband


def _agree(office: Office, grown: Grown, case: Case) -> None:
    by = office.aigul.actor
    for scope in ("case_services", "share_with_organisation"):
        record_consent(by=by, child=case.child, scope=scope, decision=ConsentDecision.GIVEN, given_by="self")
    grown.records["override"] = override_consent(
        by=by, child=case.child, ground="serious_harm", explanation="x", was_told="yes"
    )


def _papers(office: Office, grown: Grown, case: Case) -> None:
    by = office.aigul.actor
    grown.records["paper"] = keep_file(by=by, record=case, kind="letter", paper=check_file("a.txt", b"Invented"))
    grown.records["track"] = actions.record_paper(by=by, case=case, state=actions.PaperState("passport", "lost"))
    grown.records["letter"] = actions.write_letter(
        by=by, case=case, kind=LetterKind.PLAN_COPY, language="en", text='{"title": "", "blocks": []}',
        recipient=LetterRecipient.CHILD,
    )  # fmt: skip


def _share(office: Office, grown: Grown, case: Case) -> None:
    by = office.aigul.actor
    parts = ("name", "needs", "goals", "safe_contact", "told", "helpers")
    grown.records["part"] = actions.add_helper(
        by=by, case=case, organisation=office.other, service_types=("medical",), request="x", parts=parts,
        person=office.lazzat.person,
    )  # fmt: skip
    actions.record_help(
        by=office.lazzat.actor, helper=grown.records["part"], service_type="medical", happened_on=clock.today()
    )
    referral = refer_case(
        by=by, case=case, receiver=office.provider, service_types=("medical",), request="x", urgency="normal",
        no_information_leg_reason="would_harm",
    )  # fmt: skip
    grown.records["leg"] = Leg.objects.get(referral=referral, kind="person")
    grown.records["link"] = make_link(by=by, leg=grown.records["leg"])


def _helped(office: Office) -> Case:
    help_asked = actions.HelpAsked(("legal",), "self", clock.today(), "yes")
    case = actions.start_help(
        by=office.aigul.actor, organisation=office.organisation, lead=office.aigul.person,
        details=ChildDetails(place=office.district, **GROWN), asked=help_asked,
    )  # fmt: skip
    return actions.propose_protection(by=office.aigul.actor, case=case, sign="papers_kept")


def _closing(office: Office) -> Case:
    case = _met(office)
    asked(office, case, child_opinion="")
    return case


def _moving(office: Office) -> Case:
    case = _met(office)
    record_consent(
        by=office.aigul.actor, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        given_by="self",
    )  # fmt: skip
    actions.ask_transfer(
        by=office.aigul.actor, case=case, organisation=office.other, reason="family_moved", summary="x"
    )
    return case


def _paused(office: Office) -> Case:
    case = _met(office)
    return actions.pause_case(by=office.aigul.actor, case=case, until=clock.today() + timedelta(days=9), text="")

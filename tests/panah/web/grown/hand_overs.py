"""Hand-overs of grown people, made through actions: of a case that knows its person, and of a concern that was told so.

The husband stands in the family file. Each body that was asked has answered in another way, so that every sentence of a
card, a letter and a page behind a link has somebody to be said of.
"""

from dataclasses import dataclass
from typing import Any

from panah.casework.cases import actions
from panah.casework.cases.models import Case
from panah.casework.concerns.actions import ChildTold, ConcernDetails, report_concern
from panah.casework.concerns.models import Concern
from panah.casework.exchange.actions import (
    AskedByAuthority,
    GivenToAuthority,
    decide_request,
    record_given,
    record_request,
)
from panah.casework.exchange.models import AuthorityRequest
from panah.casework.people.actions import (
    ChildDetails,
    FamilyDetails,
    RelativeDetails,
    SpokenName,
    add_relative,
    begin_family,
)
from panah.casework.people.codes import Category
from panah.casework.referrals.actions import (
    Answerer,
    FreshLink,
    InformationDecision,
    WishedInterview,
    ask_for_more,
    ask_interview,
    make_link,
    record_told_answer,
    refuse_leg,
    withdraw_referral,
)
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import holder_of
from panah.casework.services.models import Provider
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import (
    Sides,
    case_referred,
    consented,
    leg_of,
    provider,
    referred,
    silent_body,
    team,
)

NAME, HUSBAND = "Үлгі Зухра", "Үлгі Ермек"
ASKED = "Helps with what was agreed."
GROWN: dict[str, Any] = {"names": (SpokenName(NAME),), "sex": "female", "age_band": "adult", "language": "uz"}
TICKED = ("child_name", "document", "where_child_is", "parents_name", "contact")
NIGHT = ("child_name", "where_child_is")


@dataclass
class HandOvers:
    """A fresh case and concern to be handed over, what was sent already, by name, and the links of two bodies."""

    sides: Sides
    case: Case
    concern: Concern
    sent: dict[str, Referral]
    links: dict[str, FreshLink]
    requests: dict[str, AuthorityRequest]

    def leg(self, name: str, kind: str = "person") -> Leg:
        return leg_of(self.sent[name], kind)


def case_of(sides: Sides, **known: Any) -> Case:
    usual: dict[str, Any] = {"place": sides.district, "category": Category.PRESUMED_VICTIM, "has_papers": "no"}
    details = ChildDetails(**(usual | GROWN | known))
    case = actions.start_case(
        by=sides.worker, organisation=sides.ngo.organisation, lead=sides.ngo.people[Role.CASEWORKER], details=details
    )
    consented(sides, case)
    return case


def concern_of(key: str, sides: Sides, **told: Any) -> Concern:
    child = {"age_band": "adult", "sex": "female", "language": "uz", "name": NAME} | told
    details = ConcernDetails(
        signs=("no_papers",), language="kk", what_was_seen="Sleeps at the brick works", place=sides.district,
        where_child_is="Brick works", reporter_role="neighbour", stays_anonymous=True,
        children=(ChildTold(**child),),
    )  # fmt: skip
    return report_concern(by=Actor.public("kk"), details=details, idempotency_key=key)


def made_hand_overs(sides: Sides) -> HandOvers:
    sides.police.organisation.kind = "police"
    sides.police.organisation.save()
    made = HandOvers(sides, case_of(sides), concern_of("fresh", sides), {}, {}, {})
    _household(sides, made.case)
    made.sent = {
        "told": _told(sides), "help": _asked(sides, sides.doctor), "noted": _noted(sides), "more": _wants_more(sides),
        "refused": _refused(sides), "withdrawn": _withdrawn(sides), "concern": _of_concern(sides),
        "gone": _gone(sides),
    }  # fmt: skip
    made.links = {
        "police": make_link(by=sides.worker, leg=made.leg("told", "information")),
        "doctor": make_link(by=sides.worker, leg=made.leg("help")),
        "silent": make_link(by=sides.worker, leg=made.leg("noted")),
        "concern": make_link(by=sides.sender, leg=made.leg("concern")),
    }
    made.requests = {"waits": _request(sides, made.case), "given": _given(sides, made.case)}
    return made


def _household(sides: Sides, case: Case) -> None:
    family = begin_family(by=sides.worker, child=case.child, details=FamilyDetails("uz"))
    husband = RelativeDetails("spouse_or_partner", HUSBAND, contact="+7 000 222 33 44", citizenship="UZ")
    add_relative(by=sides.worker, family=family, details=husband)


def _asked(sides: Sides, receiver: Provider, **changes: Any) -> Referral:
    case = case_of(sides)
    _household(sides, case)
    asked: dict[str, Any] = {
        "receiver": receiver, "request": ASKED, "no_information_leg_reason": "would_harm", "ticked": TICKED,
    }  # fmt: skip
    return case_referred(sides, case, **(asked | changes))


def _told(sides: Sides) -> Referral:
    """The police is told by her own wish, and asks to talk to her after two talks that were held already."""
    decision = InformationDecision(sides.police.organisation, "wish_of_family", "She was kept there.", "", TICKED)
    referral = _asked(sides, sides.doctor, information=decision, no_information_leg_reason="")
    case = referral.case
    assert case is not None
    for topic in ("home", "journey", "days", "harm", "school"):
        actions.record_told(
            by=sides.worker, case=case, topic=topic, source="volunteered", happened_on=clock.today(), text=""
        )
    for _time in range(2):
        actions.record_interview(
            by=sides.worker, case=case, held_on=clock.today(), body="police", topics=["harm", "journey"]
        )
    return referral


def wished(made: HandOvers) -> None:
    """Whoever holds the link of the police asks to talk to her."""
    wish = WishedInterview("To know the man", "Tomorrow at ten", "A psychologist")
    leg = made.leg("told", "information")
    ask_interview(by=holder_of(made.links["police"].link), leg=leg, wished=wish, answerer=Answerer("Major S."))


def _noted(sides: Sides) -> Referral:
    """A body of which nobody signs in said no by telephone: its own word is awaited."""
    referral = _asked(sides, silent_body(sides))
    record_told_answer(
        by=sides.worker, leg=leg_of(referral), status=ReferralStatus.ACKNOWLEDGED, channel="phone",
        name_and_post="A. Nurse", happened_on=clock.today(),
    )  # fmt: skip
    return referral


def _wants_more(sides: Sides) -> Referral:
    referral = _asked(sides, sides.doctor)
    ask_for_more(by=sides.clinic.actors[Role.DUTY_WORKER], leg=leg_of(referral), remark="Which day?")
    return referral


def _refused(sides: Sides) -> Referral:
    referral = _asked(sides, sides.doctor)
    refuse_leg(
        by=sides.clinic.actors[Role.DUTY_WORKER], leg=leg_of(referral), reason="family_said_no", where_next="back_to_sender"
    )  # fmt: skip
    return referral


def _withdrawn(sides: Sides) -> Referral:
    referral = _asked(sides, sides.doctor)
    withdraw_referral(by=sides.worker, referral=referral, reason="child_moved_away")
    return referral


def _gone(sides: Sides) -> Referral:
    """The body that was asked takes no requests any more."""
    there = provider(team("gone", Role.DUTY_WORKER), sides.district, "medical")
    referral = _asked(sides, there)
    Provider.objects.filter(pk=there.pk).update(is_active=False)
    return referral


def _of_concern(sides: Sides) -> Referral:
    asked: dict[str, Any] = {"request": ASKED, "ticked": NIGHT, "no_information_leg_reason": "family_asked_not_to"}
    return referred(sides, concern_of("sent", sides), **asked)


def _request(sides: Sides, case: Case) -> AuthorityRequest:
    came = AskedByAuthority("police", "Major S.", "article 1", "Whether she is helped", clock.today())
    return record_request(by=sides.ngo.actors[Role.SUPERVISOR], came=came, child=case.child)


def _given(sides: Sides, case: Case) -> AuthorityRequest:
    head = sides.ngo.actors[Role.HEAD_OF_ORGANISATION]
    request = decide_request(by=head, request=_request(sides, case), decision="refuse", reason="No law")
    return record_given(by=head, request=request, outcome=GivenToAuthority("yes"))

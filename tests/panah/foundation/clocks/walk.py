"""Sixty days of an area: a duty office, an NGO, a clinic, and a body of which nobody is in Panah. Acts through real actions.

Each act chooses by dice, and does nothing where nothing is there to be done. What the rooms refuse is refused.
"""

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localtime

from panah.casework.cases import actions as cases
from panah.casework.cases.codes import Domain, NoteKind, ReviewOutcome, Risk, Stage
from panah.casework.cases.models import Case, PlannedService
from panah.casework.cases.queries import possible_leads
from panah.casework.concerns.actions import begin_triage, give_information
from panah.casework.concerns.models import Concern
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals import actions as referrals
from panah.casework.referrals.codes import OPEN_STATUSES, ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import add_person, end_role, give_role
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import SYSTEM, Sides, child_of, referred, reported, silent_body
from tests.panah.foundation.clocks import walking_days
from tests.panah.foundation.clocks.waiting import within

CHECKLIST = dict.fromkeys(code_list("closure_checks").codes, "yes")
OPEN_CASES = tuple(stage for stage in Stage if stage != Stage.CLOSED)
HELPED = (Stage.IN_SERVICE, Stage.REVIEW)


class NothingThere(Exception):
    """This act has nothing to be done to."""


@dataclass
class Walk:
    """What there is, and whoever acts, by the dice."""

    sides: Sides
    dice: random.Random
    number: int = 0
    silent: Provider = field(init=False)
    leaders: dict[uuid.UUID, Actor] = field(init=False)

    def __post_init__(self) -> None:
        self.silent = silent_body(self.sides)
        clinic = self.sides.clinic.organisation
        give_role(by=SYSTEM, person=self._new_person(), organisation=self.sides.ngo.organisation, role=Role.CASEWORKER)
        self.leaders = {
            self.sides.ngo.organisation.pk: self.sides.ngo.actors[Role.SUPERVISOR],
            self.sides.duty.organisation.pk: self.sides.duty.actors[Role.SUPERVISOR],
            clinic.pk: actor_of(
                give_role(by=SYSTEM, person=self._new_person(), organisation=clinic, role=Role.SUPERVISOR)
            ),
        }

    def step(self) -> str:
        """Do the first thing of a shuffled handful that can be done. Gives its name, and why it was refused if it was."""
        acts = (
            *(self.look, self.acknowledge, self.accept, self.tell_answer, self.contact, self.assess, self.sign) * 3,
            *(self.report, self.refer, self.plan, self.serve, self.approve, self.review, self.ask_closure) * 2,
            *(self.refuse, self.ask_for_more, self.give_more, self.send_elsewhere) * 2,
            self.refer_from_case, self.telephone, self.withdraw, self.aside, self.change_lead, self.leave,
            self.move_holiday, self.own_day,
        )  # fmt: skip
        for act in self.dice.sample(acts, len(acts)):
            try:
                act()
            except NothingThere:
                continue
            except Refusal as refusal:
                return f"refused: {act.__name__} {refusal.code}"
            return act.__name__
        return "nothing"

    # Concerns and hand-overs

    def report(self) -> None:
        self.number += 1
        danger = self.dice.choice(["yes", "no", "unknown"])
        reported(self.sides, form=f"walk-{self.number}", is_danger_now=danger)

    def look(self) -> None:
        concern = self._one(Concern.objects.filter(status="received"))
        begin_triage(by=self.sides.sender, concern=concern)

    def aside(self) -> None:
        concern = self._one(Concern.objects.filter(status="in_triage"))
        give_information(by=self.sides.sender, concern=concern, note="told whom to call")

    def refer(self) -> None:
        concern = self._one(Concern.objects.filter(status__in=["received", "in_triage"]))
        receiver = self.dice.choice([self.sides.shelter, self.sides.doctor, self.silent])
        urgency = self.dice.choice(["danger", "high", "normal"])
        referred(self.sides, concern, receiver=receiver, urgency=urgency, concern_child=child_of(concern))

    def refer_from_case(self) -> None:
        case = self._led_case(stage__in=OPEN_CASES)
        scope, given = "share_with_organisation", ConsentDecision.GIVEN
        record_consent(by=self._lead_of(case), child=case.child, scope=scope, decision=given, given_by="self")
        referrals.refer_case(
            by=self._lead_of(case), case=case, receiver=self.dice.choice([self.sides.doctor, self.silent]),
            service_types=("medical",), request="a doctor", urgency=self.dice.choice(["high", "normal"]),
            no_information_leg_reason="no_ground",
        )  # fmt: skip

    def acknowledge(self) -> None:
        leg = self._leg(status=ReferralStatus.SENT)
        referrals.acknowledge_leg(by=self._answerer(leg), leg=leg)

    def accept(self) -> None:
        leg = self._leg(status__in=OPEN_STATUSES)
        lead = self.dice.choice([None, *self._workers(leg)])
        referrals.accept_leg(by=self._answerer(leg), leg=leg, lead=lead)

    def refuse(self) -> None:
        leg = self._leg(status__in=OPEN_STATUSES)
        referrals.refuse_leg(by=self._answerer(leg), leg=leg, reason="no_free_place", where_next="waiting_list")

    def ask_for_more(self) -> None:
        leg = self._leg(status__in=OPEN_STATUSES)
        referrals.ask_for_more(by=self._answerer(leg), leg=leg, remark="which language?")

    def give_more(self) -> None:
        leg = self._one(Leg.objects.filter(status=ReferralStatus.NEED_MORE))
        referrals.give_more(by=self._sender(leg.referral), referral=leg.referral, leg=leg, text="Uzbek")

    def tell_answer(self) -> None:
        """Of the silent body, some days after it was said."""
        leg = self._one(Leg.objects.filter(status__in=OPEN_STATUSES, provider=self.silent))
        status = self.dice.choice([ReferralStatus.ACCEPTED, ReferralStatus.ACKNOWLEDGED, ReferralStatus.REFUSED])
        is_no = status == ReferralStatus.REFUSED
        referrals.record_told_answer(
            by=self._sender(leg.referral), leg=leg, status=status, channel="phone", name_and_post="Raushan, registry",
            happened_on=self._day_since(leg.sent_at), reason="no_free_place" if is_no else "",
            where_next="waiting_list" if is_no else "",
        )  # fmt: skip

    def telephone(self) -> None:
        leg = self._one(Leg.objects.filter(provider=self.silent))
        referrals.note_phone_try(by=self._sender(leg.referral), leg=leg, remark="nobody there")

    def withdraw(self) -> None:
        leg = self._one(Leg.objects.filter(status__in=OPEN_STATUSES))
        referrals.withdraw_referral(by=self._sender(leg.referral), referral=leg.referral, reason="no_longer_needed")

    def send_elsewhere(self) -> None:
        leg = self._one(Leg.objects.filter(status=ReferralStatus.REFUSED))
        receiver = self.dice.choice([self.sides.shelter, self.sides.doctor, self.silent])
        referrals.re_route(
            by=self._sender(leg.referral), referral=leg.referral, receiver=receiver, request="please"
        )  # fmt: skip

    # Cases

    def contact(self) -> None:
        case = self._led_case(stage__in=OPEN_CASES)
        kind = self.dice.choice([NoteKind.FIRST_SAFETY_CONTACT, NoteKind.CONTACT, NoteKind.ATTEMPT])
        day = self._day_since(case.opened_at)
        cases.record_contact(by=self._lead_of(case), case=case, kind=kind, text="met", happened_on=day)

    def assess(self) -> None:
        case = self._led_case(stage=Stage.ASSESSING)
        for domain in Domain:
            cases.answer_domain(by=self._lead_of(case), case=case, domain=domain, situation="unknown")
        cases.complete_assessment(by=self._lead_of(case), case=case, risk=self.dice.choice(list(Risk)))

    def plan(self) -> None:
        case = self._led_case(stage__in=[Stage.PLANNING, Stage.IN_SERVICE, Stage.REVIEW])
        due = clock.today() + timedelta(days=self.dice.randint(1, 20))
        by = self._lead_of(case)
        cases.plan_service(by=by, case=case, service_type="medical", goal="to sleep well", due_on=due)
        cases.agree_plan(by=by, case=case, agreed_with="child", agreed_on=self._day_since(case.opened_at))

    def approve(self) -> None:
        case = self._one(Case.objects.filter(stage__in=HELPED, plan_approved_at=None))
        if self.dice.random() < 0.3:
            cases.return_plan(by=self._leader(case), case=case, remark="name the school")
        else:
            cases.approve_plan(by=self._leader(case), case=case)

    def serve(self) -> None:
        case = self._led_case(stage__in=HELPED)
        planned = PlannedService.objects.filter(case=case, status="planned").order_by("pk").first()
        cases.record_service(
            by=self._lead_of(case), case=case, service_type="medical", planned=planned, what_was_done="seen",
            happened_on=self._day_since(case.opened_at),
        )  # fmt: skip

    def review(self) -> None:
        case = self._led_case(stage__in=HELPED)
        outcome = self.dice.choice([ReviewOutcome.CONTINUE, ReviewOutcome.CHANGE_PLAN, ReviewOutcome.CLOSE])
        cases.record_review(
            by=self._lead_of(case), case=case, text="looked at", outcome=outcome,
            happened_on=self._day_since(case.opened_at),
        )  # fmt: skip

    def ask_closure(self) -> None:
        case = self._led_case(stage__in=HELPED)
        cases.ask_closure(by=self._lead_of(case), case=case, reason="goals_met", checklist=CHECKLIST)

    def sign(self) -> None:
        case = self._one(Case.objects.filter(stage=Stage.CLOSING))
        if self.dice.random() < 0.3:
            cases.return_closure(by=self._leader(case), case=case, remark="ask the school")
        else:
            cases.sign_closure(by=self._leader(case), case=case)

    # People and days

    def change_lead(self) -> None:
        case = self._one(Case.objects.filter(stage__in=OPEN_CASES))
        if leads := possible_leads(case.organisation_id):
            cases.assign_lead(by=self._leader(case), case=case, lead=self.dice.choice(leads))

    def leave(self) -> None:
        """A caseworker of the NGO leaves in one of some weeks, rather one who leads, and somebody new begins."""
        staying = Membership.objects.valid().filter(organisation=self.sides.ngo.organisation, role=Role.CASEWORKER)
        leading = staying.filter(person__in=Case.objects.filter(stage__in=OPEN_CASES).values("lead"))
        staying = leading if leading.exists() else staying
        gone, organisation = self._one(staying), self.sides.ngo.organisation
        end_role(by=SYSTEM, membership=gone)
        within(cases.release_worker, person=gone.person, organisation=organisation)
        give_role(by=SYSTEM, person=self._new_person(), organisation=organisation, role=Role.CASEWORKER)

    def move_holiday(self) -> None:
        walking_days.state_moves(self.dice)

    def own_day(self) -> None:
        walking_days.office_moves(self.dice, self.sides.ngo.actors[Role.HEAD_OF_ORGANISATION])

    # Choosing

    def _one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        if not found:
            raise NothingThere
        return self.dice.choice(found)

    def _leg(self, **which: Any) -> Any:
        """Of a body whose people are in Panah."""
        return self._one(Leg.objects.filter(**which).exclude(provider=self.silent))

    def _led_case(self, **which: Any) -> Any:
        here = Membership.objects.valid().values("person")
        return self._one(Case.objects.filter(lead__in=here, **which))

    def _lead_of(self, case: Case) -> Actor:
        rows = Membership.objects.valid().filter(person=case.lead, organisation=case.organisation)
        return actor_of(rows.order_by("pk")[0])

    def _leader(self, case: Case) -> Actor:
        return self.leaders[case.organisation_id]

    def _workers(self, leg: Leg) -> list[Person]:
        rows = Membership.objects.valid().filter(organisation=leg.organisation, role=Role.CASEWORKER)
        return [row.person for row in rows.select_related("person").order_by("pk")]

    def _answerer(self, leg: Leg) -> Actor:
        roles = (Role.SUPERVISOR, Role.CASEWORKER)
        rows = Membership.objects.valid().filter(organisation=leg.organisation, role__in=roles)
        return actor_of(rows.order_by("-role", "pk")[0])

    def _sender(self, referral: Referral) -> Actor:
        if referral.case is None:
            return self.sides.sender
        return self._leader(referral.case)

    def _day_since(self, earliest: Any) -> date:
        """Any day from then until today: late paper."""
        first, today = localtime(earliest).date(), clock.today()
        return today - timedelta(days=self.dice.randint(0, max(0, (today - first).days)))

    def _new_person(self) -> Person:
        self.number += 1
        name = f"walker-{self.number}"
        return add_person(by=SYSTEM, username=name, display_name=name, password=None, language="en")

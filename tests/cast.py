"""A small named cast, made through actions by the same functions as the demo: two organisations and one child in each stage.

``made_cast()`` needs a database and takes about a second. Gulnar looks first at concerns; Aigul and Nurzhan lead cases,
Saule supervises and Bakyt heads them at one organisation; Lazzat works at the other, where all of this does not exist;
Dinara reads figures; Erzhan is the administrator.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from panah.casework.cases.actions import ask_closure, cancel_service, sign_closure
from panah.casework.cases.codes import Risk, ServiceStatus, Stage
from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern
from panah.casework.people.codes import Category
from panah.casework.referrals.models import Leg
from panah.commands.demo.cast import Cast as Company
from panah.commands.demo.cast import add_body, add_worker, offer, the_builder
from panah.commands.demo.live_concerns import Report, refer, report
from panah.commands.demo.scene import DUTY, NGO, Newcomer, Scene, assess, begin, meet, plan, serve
from panah.commands.demo.staff import BODIES, STAFF
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

BODIES_HERE = (DUTY, NGO, "ulgi-2", "ulgi-office")
STAGES = (Stage.NEW, Stage.ASSESSING, Stage.PLANNING, Stage.IN_SERVICE, Stage.CLOSING, Stage.CLOSED)


@dataclass
class Cast:
    """Who and what there is; people are their actors. ``cases`` holds one case of Aigul's in each stage."""

    company: Company
    gulnar: Actor  # duty worker
    aigul: Actor  # caseworker, leads the cases
    nurzhan: Actor  # caseworker of the same organisation, leads none of them
    saule: Actor  # supervisor
    bakyt: Actor  # head of organisation
    lazzat: Actor  # caseworker of another organisation
    dinara: Actor  # monitoring officer
    erzhan: Actor  # administrator
    concern: Concern
    leg: Leg  # a referral of another concern, sent and not answered
    cases: dict[Stage, Case]

    @property
    def organisation(self) -> Organisation:
        return self.company.organisations[NGO]

    @property
    def other_organisation(self) -> Organisation:
        return self.company.organisations["ulgi-2"]

    def person(self, actor: Actor) -> Person:
        return next(person for key, person in self.company.people.items() if self.company.actors[key] == actor)


def made_cast(now: datetime | None = None) -> Cast:
    """Everybody, with records counted back from ``now``."""
    return _make(by=the_builder(), now=now or timezone.now())


@action(Permission.DEMO_BUILD, on=None)
def _make(*, by: Actor, now: datetime) -> Cast:
    load_places(by=by)
    company = _company(by, now)
    scene = Scene(company, now)
    with scene.ago(hours=2):
        concern = report(scene, Report("cast", ("works",), "Invented: works at a bakery.", "12_14", "female", "uz"))
        told = report(scene, Report("told", ("no_papers",), "Invented: has no papers.", "6_11", "male", "tg"))
        leg = refer(scene, told, company.providers[NGO], ("legal",))
    return Cast(
        company=company,
        gulnar=company.actor(DUTY, Role.DUTY_WORKER),
        aigul=company.actor(NGO, Role.CASEWORKER),
        nurzhan=company.actor(NGO, Role.CASEWORKER, 2),
        saule=company.actor(NGO, Role.SUPERVISOR),
        bakyt=company.actor(NGO, Role.HEAD_OF_ORGANISATION),
        lazzat=company.actor("ulgi-2", Role.CASEWORKER),
        dinara=company.actor("ulgi-office", Role.MONITORING_OFFICER),
        erzhan=company.actor("ulgi-office", Role.ADMINISTRATOR),
        concern=concern,
        leg=leg,
        cases={stage: _case(scene, number, stage) for number, stage in enumerate(STAGES)},
    )


def _company(by: Actor, now: datetime) -> Company:
    company = Company(by, places={place.pk: place for place in Place.objects.select_related("parent")})
    with clock.standing_at(now - timedelta(days=365)):
        for body in BODIES:
            if body.code in BODIES_HERE:
                add_body(company, body)
        for worker in STAFF:
            if worker.organisation in BODIES_HERE:
                add_worker(company, worker)
        names = ("Үлгі-1", "Үлгі-1", "Ulgi-1")
        offer(company, NGO, NGO, names=names, place="KZ-61", services=("legal", "education"))
    return company


def _case(scene: Scene, number: int, until: Stage) -> Case:
    """A case that was worked on until it stood at this stage."""
    steps = STAGES.index(until)
    by = scene.worker()
    with scene.ago(days=40) as day:
        case = begin(scene, Newcomer(20 + number, "female", 10, "UZ", Category.CHILD_OF_MIGRANT_LABOURERS))
        if steps >= 1:
            meet(by, case, day)
    with scene.ago(days=36) as day:
        if steps >= 2:
            assess(by, case, Risk.MEDIUM)
        if steps >= 3:
            planned = plan(scene, by, case, {"education": day + timedelta(days=60)}, day)
            serve(by, case, "basic_needs", day)
    if steps >= 4:
        with scene.ago(days=3):
            for one in planned.values():
                cancel_service(by=by, case=case, planned=one, status=ServiceStatus.CANCELLED, reason="no_longer_needed")
            ask_closure(
                by=by, case=case, reason="goals_met", checklist=dict.fromkeys(code_list("closure_checks").codes, "yes")
            )
    if steps >= 5:
        with scene.ago(days=2):
            sign_closure(by=scene.supervisor(), case=case)
    return case

"""The cases of these weeks, one for each stage and each thing that can stand on Today."""

from datetime import timedelta

from panah.casework.cases.actions import (
    ask_closure,
    cancel_service,
    record_contact,
    record_review,
    reopen_case,
    return_closure,
    sign_closure,
)
from panah.casework.cases.codes import Domain, NoteKind, Risk, ServiceStatus
from panah.casework.cases.models import Case
from panah.casework.people.actions import (
    FamilyDetails,
    RelativeDetails,
    add_relative,
    begin_family,
    decide_safety,
    override_consent,
    record_consent,
)
from panah.casework.people.codes import Category, ConsentDecision, Safety
from panah.casework.referrals.actions import record_told_answer, refer_case
from panah.casework.referrals.codes import ReferralStatus
from panah.commands.demo.live_concerns import leg_of
from panah.commands.demo.live_depth import (
    NEIGHBOUR,
    asked_of_us,
    away,
    hand_on,
    helped,
    in_one_family,
    with_a_story,
    with_papers,
)
from panah.commands.demo.live_requests import carried_on_paper
from panah.commands.demo.margins import LAST_DAY
from panah.commands.demo.scene import Newcomer, Scene, assess, begin, meet, plan, serve
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor

MIGRANT, AT_RISK = Category.CHILD_OF_MIGRANT_LABOURERS, Category.OTHER_AT_RISK
PRESUMED = Category.PRESUMED_VICTIM
_LONG_WAIT_SINCE = LAST_DAY - timedelta(days=10)


def be_at_work(scene: Scene) -> None:
    """The cases beside those that came by referral; the first worker has most of them."""
    for make in (
        _in_danger, _assessment_late, in_one_family, _planning, _long_wait, _in_service, _waits_for_the_clinic,
        _review_due, _closure_to_sign, _closure_returned, _closed, _reopened, _mother, helped, away, asked_of_us,
    ):  # fmt: skip
        make(scene)


def _in_danger(scene: Scene) -> None:
    """Just opened, danger: the first safety contact is due within the hour; a second person must confirm what was done."""
    with scene.ago(minutes=70):
        case = begin(scene, Newcomer(3, "female", 13, "UZ", PRESUMED, "danger"))
    with scene.ago(minutes=50):
        override_consent(
            by=scene.worker(), child=case.child, ground="serious_harm", was_told="yes",
            explanation="Үлгі: балаға бүгін түнде қауіп төніп тұр, дәрігерге жеткізу керек.",
        )  # fmt: skip


def _assessment_late(scene: Scene) -> None:
    with scene.ago(days=16) as day:
        case = begin(scene, Newcomer(4, "male", 9, "TJ", MIGRANT))
        meet(scene.worker(), case, day)


def _planning(scene: Scene) -> None:
    with scene.ago(days=12) as day:
        case = begin(scene, Newcomer(6, "male", 15, "KZ", AT_RISK))
        meet(scene.worker(), case, day)
    with scene.ago(days=5):
        assess(scene.worker(), case, Risk.MEDIUM, (Domain.SAFETY, Domain.FAMILY))


def _long_wait(scene: Scene) -> None:
    """Registered within the window of the programme, with nothing but a plan since: must not count as served."""
    opened = scene.today.toordinal() - _LONG_WAIT_SINCE.toordinal()
    with scene.ago(days=opened) as day:
        case = begin(scene, Newcomer(7, "female", 10, "UZ", MIGRANT), worker=2)
        meet(scene.worker(2), case, day)
        assess(scene.worker(2), case, Risk.LOW)
        plan(scene, scene.worker(2), case, {"residence": scene.today + timedelta(days=40)}, day)
    with scene.ago(days=30) as day:
        record_review(by=scene.worker(2), case=case, text="Үлгі: құжатты әлі күтеміз.", happened_on=day)


def _in_service(scene: Scene) -> None:
    """A service is due today, another this week."""
    with scene.ago(days=33) as day:
        case = begin(scene, Newcomer(8, "male", 11, "UZ", MIGRANT))
        meet(scene.worker(), case, day)
    with scene.ago(days=27) as day:
        assess(scene.worker(), case, Risk.MEDIUM)
        plan(
            scene,
            scene.worker(),
            case,
            {"identity_papers": scene.today, "education": scene.today + timedelta(days=4), "legal": scene.today},
            day,
        )
    with scene.ago(days=20) as day:
        serve(scene.worker(), case, "basic_needs", day)
    with_papers(scene.worker(), case, scene)


def _waits_for_the_clinic(scene: Scene) -> None:
    """Help of two bodies was asked under a recorded consent: the school said yes on the telephone, the clinic is silent."""
    by = scene.worker()
    with scene.ago(days=22) as day:
        case = begin(scene, Newcomer(9, "female", 16, "KZ", PRESUMED))
        meet(by, case, day)
        _at_home(by, case)
        record_consent(
            by=by, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN, given_by="self",
            form="own_consent", method="spoken", given_on=day,
        )  # fmt: skip
    with scene.ago(days=15):
        assess(by, case, Risk.HIGH, (Domain.HEALTH, Domain.FEELINGS))
    _school_said_yes(scene, by, case)
    with scene.ago(hours=30):
        asked = refer_case(
            by=by, case=case, receiver=scene.cast.providers["clinic"], service_types=("medical",),
            request="Үлгі: дәрігер қарауы керек.", no_information_leg_reason="family_asked_not_to",
        )  # fmt: skip
    with scene.ago(hours=28):
        carried_on_paper(by, leg_of(asked))
    with scene.ago(hours=26) as day:
        plan(scene, by, case, {"psychological": scene.today + timedelta(days=3)}, day, is_approved=False)


def _school_said_yes(scene: Scene, by: Actor, case: Case) -> None:
    """On the telephone: the answer counts as of when it was said (S13)."""
    with scene.ago(days=10):
        referral = refer_case(
            by=by, case=case, receiver=scene.cast.providers["school"], service_types=("education",),
            request="Үлгі: 9-сыныпқа қабылдау.", no_information_leg_reason="no_ground",
        )  # fmt: skip
    with scene.ago(days=9) as day:
        record_told_answer(
            by=by, leg=leg_of(referral), status=ReferralStatus.ACCEPTED, channel="phone", happened_on=day,
            name_and_post="Үлгі: Үлгібаева С., директор орынбасары", own_number="7",
        )  # fmt: skip


def _at_home(by: Actor, case: Case) -> None:
    """A mother who is safe and a stepfather of whom nobody has decided."""
    family = begin_family(by=by, child=case.child, details=FamilyDetails("kk", case.child.place, "Бақ көшесі, 1"))
    mother = RelativeDetails("mother", "Үлгібаева Мәдина", "kk", is_guardian=True, lives_with_children="yes")
    safe = add_relative(by=by, family=family, details=mother)
    decide_safety(by=by, relative=safe, safety=Safety.SAFE, ground="home_visit")
    add_relative(by=by, family=family, details=RelativeDetails("step_parent", lives_with_children="yes"))


def _review_due(scene: Scene) -> None:
    """High risk: the review of 30 days is due tomorrow."""
    with scene.ago(days=45) as day:
        case = begin(scene, Newcomer(10, "male", 14, "TJ", PRESUMED, "high"))
        meet(scene.worker(), case, day)
    with scene.ago(days=29) as day:
        assess(scene.worker(), case, Risk.HIGH, (Domain.SAFETY, Domain.LEGAL))
        plan(scene, scene.worker(), case, {"legal": scene.today + timedelta(days=10)}, day)
    with scene.ago(days=8) as day:
        serve(scene.worker(), case, "psychological", day)
    with_a_story(scene.worker(), case, scene)


def _finished(scene: Scene, child: Newcomer, opened: int, worker: int = 1) -> Case:
    """A case whose services were all given, ready to be closed."""
    by = scene.worker(worker)
    with scene.ago(days=opened) as day:
        case = begin(scene, child, worker)
        meet(by, case, day)
    with scene.ago(days=opened - 6) as day:
        assess(by, case, Risk.LOW, ())
        planned = plan(
            scene, by, case, {"education": day + timedelta(days=14), "medical": day + timedelta(days=20)}, day
        )
    with scene.ago(days=opened - 15) as day:
        serve(by, case, "education", day)
        for one in planned.values():
            cancel_service(by=by, case=case, planned=one, status=ServiceStatus.CANCELLED, reason="no_longer_needed")
    return case


def _ask(scene: Scene, case: Case, by: Actor, **back: float) -> None:
    with scene.ago(**back):
        ask_closure(
            by=by, case=case, reason="goals_met", checklist=dict.fromkeys(code_list("closure_checks").codes, "yes"),
            child_opinion="Үлгі: «Маған енді жақсы».",
        )  # fmt: skip


def _closure_to_sign(scene: Scene) -> None:
    case = _finished(scene, Newcomer(11, "female", 8, "KZ", AT_RISK), 60)
    _ask(scene, case, scene.worker(), days=1, hours=2)


def _closure_returned(scene: Scene) -> None:
    case = _finished(scene, Newcomer(12, "male", 6, "UZ", MIGRANT), 50, worker=2)
    _ask(scene, case, scene.worker(2), days=4)
    with scene.ago(days=2):
        return_closure(by=scene.supervisor(), case=case, remark="Үлгі: мектептен хабар күтейік.")


def _closed(scene: Scene) -> None:
    """Closed; the call after 90 days is due next week."""
    case = _finished(scene, Newcomer(13, "female", 5, "KG", MIGRANT), 150)
    _ask(scene, case, scene.worker(), days=86)
    with scene.ago(days=85):
        sign_closure(by=scene.supervisor(), case=case)


def _reopened(scene: Scene) -> None:
    case = _finished(scene, Newcomer(14, "male", 12, "KZ", AT_RISK), 200, worker=2)
    _ask(scene, case, scene.worker(2), days=120)
    with scene.ago(days=119):
        sign_closure(by=scene.supervisor(), case=case)
    with scene.ago(days=1) as day:
        reopen_case(by=scene.worker(2), case=case, reason="Үлгі: отбасы қайта көмек сұрады.")
        record_contact(
            by=scene.worker(2), case=case, kind=NoteKind.ATTEMPT, text="Үлгі: телефон жауап бермеді.", happened_on=day
        )  # fmt: skip
    with scene.ago(hours=18):
        hand_on(scene.worker(2), case, scene.cast.organisations[NEIGHBOUR], "nearer")


def _mother(scene: Scene) -> None:
    """An adult is helped by the same steps, and is never counted as a child (S10)."""
    with scene.ago(days=10) as day:
        case = begin(scene, Newcomer(15, "female", 31, "UZ", Category.UNKNOWN))
        meet(scene.worker(), case, day, "Үлгі: анасына аяқ киім мен балабақша керек.")
        serve(scene.worker(), case, "basic_needs", day)

"""What came in during these days: reports in every state, and the hand-overs that grew out of them."""

from dataclasses import dataclass, field
from datetime import timedelta

from panah.casework.cases.actions import assign_lead
from panah.casework.concerns.actions import (
    ChildTold,
    ConcernDetails,
    add_message,
    begin_triage,
    count_without_record,
    give_information,
    make_poster,
    report_concern,
    set_aside,
)
from panah.casework.concerns.codes import AboutWhom, SafeWay, TriageOutcome
from panah.casework.concerns.models import Concern, ConcernChild, Poster
from panah.casework.concerns.queries import receipt_of
from panah.casework.referrals.actions import (
    accept_leg,
    acknowledge_leg,
    ask_for_more,
    make_link,
    record_told_answer,
    refer_concern,
    refuse_leg,
)
from panah.casework.referrals.actions.legs import Answerer
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import holder_of, person_leg
from panah.casework.services.models import Provider
from panah.commands.demo.scene import DUTY, NGO, PLACES_NEAR, Scene
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role


@dataclass(frozen=True)
class Report:
    """A report as a table row tells it."""

    key: str
    signs: tuple[str, ...]
    seen: str
    age_band: str = "unknown"
    sex: str = "unknown"
    language: str = "unknown"
    reporter: str = "teacher"
    contact: str = ""
    is_danger: str = "no"
    sleeps: str = "unknown"
    more: tuple[ChildTold, ...] = field(default=())
    waited: int = 0  # hours on a phone without network


WAITING = (
    (
        Report(
            "danger", ("hurt", "lives_at_work"), "Үлгі: бала асханада тұрады, қолында ізі бар, қорқады.", "12_14",
            "female", "uz", contact="+7 000 111 22 33", is_danger="yes", sleeps="place_of_work",
        ),
        {"minutes": 6},
    ),
    (Report("late", ("no_papers",), "Үлгі: екі ай мектепке келмеді.", "6_11", "male", "tg", waited=19), {"hours": 27}),
    (
        Report("child", (), "Үлгі: мен базарда кешке дейін жұмыс істеймін.", reporter="child"),
        {"hours": 3},
    ),
)  # fmt: skip
DUE_TODAY = Report(
    "today", ("apart_from_family",), "Образец: ребёнок живёт у чужих людей, родители уехали.", "6_11", "female", "ky",
    "health_worker", "+7 000 222 33 44",
)  # fmt: skip
LOOKED_AT = Report("looked", ("begs",), "Үлгі: бекетте қайыр сұрайды, қасында ересек адам бар.", "6_11", "male", "tg")
TOLD = Report("told", ("other",), "Образец: мама спрашивает, как устроить ребёнка в школу.", "6_11", "female", "uz")
NOTHING = Report("nothing", ("other",), "Үлгі: көшеде бала көрдім, әкесімен екен.", reporter="neighbour")
SIBLINGS = Report(
    "siblings", ("lives_at_work", "no_papers"), "Үлгі: құрылыста ағайынды екі бала тұрады.", "6_11", "male", "uz",
    sleeps="with_unclear_adult", more=(ChildTold("1_5", "female", "uz"),),
)  # fmt: skip


def take_in(scene: Scene) -> None:
    """Concerns of Turkistan in every state, most pressing last, so that codes tell nothing of the order."""
    duty = scene.cast.actor(DUTY, Role.DUTY_WORKER)
    _hang_up(scene)
    for one in (NOTHING, TOLD):
        with scene.ago(days=6):
            concern = report(scene, one)
        with scene.ago(days=5, hours=20):
            begin_triage(by=duty, concern=concern)
            if one is TOLD:
                give_information(by=duty, concern=concern, note="Үлгі: мектепке тіркелу жолы айтылды.")
            else:
                set_aside(by=duty, concern=concern, reason="no_sign_of_harm", note="Үлгі: әкесімен, бәрі жақсы.")
    _count(scene, duty)
    with scene.ago(hours=5):
        looked = report(scene, LOOKED_AT)
    with scene.ago(hours=4):
        begin_triage(by=duty, concern=looked)
    with scene.ago(minutes=40):
        add_message(by=Actor.public("kk"), receipt=receipt_of(_form(LOOKED_AT)), text="Үлгі: бүгін де сол жерде тұр.")
    with scene.ago(hours=scene.hours_since_yesterdays(14, 30)):
        report(scene, DUE_TODAY)
    for one, back in WAITING:
        with scene.ago(**back):
            report(scene, one)


def _hang_up(scene: Scene) -> None:
    """The pictures by which the young of two schools reach the desk."""
    for name, place in zip(("Үлгі: № 1 мектеп", "Образец: колледж"), PLACES_NEAR, strict=False):
        with scene.ago(days=20):
            make_poster(by=scene.supervisor(), hangs_at=name, place=scene.cast.places[place])


def _count(scene: Scene, duty: Actor) -> None:
    """Who needed no more than a word is counted and not recorded."""
    for age_band, sex in (("6_11", "female"), ("12_14", "male")):
        with scene.ago(hours=6):
            count_without_record(
                by=duty, outcome=TriageOutcome.INFORMATION, age_band=age_band, sex=sex, region="KZ-61"
            )  # fmt: skip


def _form(one: Report) -> str:
    return f"demo-{one.key}"


def report(scene: Scene, one: Report) -> Concern:
    """A report as the public form sends it."""
    details = ConcernDetails(
        signs=one.signs,
        language="ru" if one.seen.startswith("Образец") else "kk",
        is_danger_now=one.is_danger,
        what_was_seen=one.seen,
        children=(ChildTold(one.age_band, one.sex, one.language), *one.more),
        place=scene.cast.places[PLACES_NEAR[len(one.key) % len(PLACES_NEAR)]],
        reporter_role=one.reporter,
        reporter_contact=one.contact,
        stays_anonymous=not one.contact,
        safe_time="day",
        sleeps_tonight=one.sleeps,
        is_same_family="yes" if one.more else "unknown",
        about_whom=AboutWhom.ME if one.reporter == "child" else "",
        safe_way=SafeWay.HERE if one.reporter == "child" else "",
        poster=Poster.objects.hanging().first() if one.reporter == "child" else None,
        written_at=clock.now() - timedelta(hours=one.waited) if one.waited else None,
    )
    return report_concern(by=Actor.public(details.language), details=details, idempotency_key=_form(one))


def hand_over(scene: Scene) -> None:
    """Referrals in every state: waiting, acknowledged, refused, asked for more, accepted with and without a lead."""
    ngo, shelter, clinic = (scene.cast.providers[code] for code in (NGO, "shelter", "clinic"))
    worker = scene.worker()
    with scene.ago(hours=scene.hours_since_yesterdays(14, 30)):
        _refer(scene, Report("r-today", ("works",), "Үлгі.", "12_14", "male", "uz"), ngo, ("education", "legal"))
    with scene.ago(hours=5):
        seen = _refer(scene, Report("r-seen", ("no_papers",), "Үлгі.", "6_11", "female", "uz"), ngo, ("legal",))
    with scene.ago(hours=2):
        acknowledge_leg(by=worker, leg=seen)
    with scene.ago(hours=27):
        late = _refer(
            scene, Report("r-late", ("lives_at_work",), "Үлгі.", "15_17", "female", "ky"), shelter, ("shelter",)
        )
        make_link(by=scene.cast.actor(DUTY, Role.DUTY_WORKER), leg=late)
    with scene.ago(hours=9):
        refused = _refer(scene, Report("r-refused", ("hurt",), "Үлгі.", "6_11", "male", "tg"), clinic, ("medical",))
    _answer_by_link(scene, refused)
    with scene.ago(days=1, hours=3):
        more = _refer(scene, Report("r-more", ("no_papers",), "Үлгі.", "1_5", "female", "uz"), ngo, ("residence",))
    with scene.ago(hours=6):
        ask_for_more(by=worker, leg=more, remark="Үлгі: баланың қай мектепке барғысы келетінін білу керек.")
    _told_by_phone(scene)
    _accept(scene, ngo)


def _told_by_phone(scene: Scene) -> None:
    """The school read it and said so on the telephone; what it will do nobody knows yet."""
    duty = scene.cast.actor(DUTY, Role.DUTY_WORKER)
    with scene.ago(hours=26):
        leg = _refer(
            scene, Report("r-told", ("no_papers",), "Үлгі.", "6_11", "male", "uz"), scene.cast.providers["school"],
            ("education",),
        )  # fmt: skip
    with scene.ago(hours=4) as day:
        record_told_answer(
            by=duty, leg=leg, status=ReferralStatus.ACKNOWLEDGED, channel="phone", happened_on=day,
            name_and_post="Үлгі: Үлгібаева С., директор орынбасары", remark="Үлгі: ертең қайта айтамыз деді.",
        )  # fmt: skip


def _refer(scene: Scene, one: Report, receiver: Provider, types: tuple[str, ...], position: int = 1) -> Leg:
    return refer(scene, report(scene, one), receiver, types, position)


def refer(scene: Scene, concern: Concern, receiver: Provider, types: tuple[str, ...], position: int = 1) -> Leg:
    """Hand one child of a concern over; no authority is told."""
    referral = refer_concern(
        by=scene.cast.actor(DUTY, Role.DUTY_WORKER),
        concern=concern,
        concern_child=ConcernChild.objects.get(concern=concern, position=position),
        receiver=receiver,
        service_types=types,
        request="Үлгі: балаға көмек керек, отбасымен сөйлесу қажет.",
        no_information_leg_reason="no_ground",
    )
    return leg_of(referral)


def leg_of(referral: Referral) -> Leg:
    leg = person_leg(referral)
    if leg is None:
        raise LookupError(referral.code)
    return leg


def _answer_by_link(scene: Scene, leg: Leg) -> None:
    """The clinic has no account: it answers by its link."""
    with scene.ago(hours=8):
        fresh = make_link(by=scene.cast.actor(DUTY, Role.DUTY_WORKER), leg=leg)
    with scene.ago(hours=3):
        refuse_leg(
            by=holder_of(fresh.link),
            leg=leg,
            reason="other_territory",
            where_next="other_organisation",
            answerer=Answerer("Үлгі: Үлгібаева Ж., бас мейіргер", "12/1"),
        )


def _accept(scene: Scene, ngo: Provider) -> None:
    """Two siblings of one concern: one case is led at once, the other waits for the supervisor to name a lead."""
    with scene.ago(days=1, hours=6):
        concern = report(scene, SIBLINGS)
        first = refer(scene, concern, ngo, ("education", "basic_needs"))
        second = refer(scene, concern, ngo, ("medical", "basic_needs"), position=2)
    person = scene.cast.person(NGO, Role.CASEWORKER, 1)
    with scene.ago(hours=7):
        accept_leg(by=scene.worker(), leg=first, lead=person)
        accept_leg(by=scene.supervisor(), leg=second)
    with scene.ago(days=4):
        handed_on = _refer(scene, Report("r-taken", ("works",), "Үлгі.", "12_14", "female", "kk"), ngo, ("legal",))
    with scene.ago(days=3, hours=20):
        accept_leg(by=scene.supervisor(), leg=handed_on)
        case = handed_on.referral.resulting_case
        if case is not None:
            assign_lead(by=scene.supervisor(), case=case, lead=scene.cast.person(NGO, Role.CASEWORKER, 2))

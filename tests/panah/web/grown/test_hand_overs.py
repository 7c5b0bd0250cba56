"""Whoever is asked for a grown person reads of a person: cards, lists, letters and the pages behind a link (S10)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from panah.casework.cases.models import Case
from panah.casework.people.models import Child
from panah.casework.people.rules import Birth
from panah.casework.referrals.actions import accept_leg
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.visits import VISITS
from tests.panah.casework.referrals.handover import Sides, case_referred, leg_of, made_sides
from tests.panah.web.answers.test_views import Holder
from tests.panah.web.grown.hand_overs import ASKED, HUSBAND, HandOvers, case_of, made_hand_overs, wished
from tests.panah.web.grown.reading import lines_of_a_child
from tests.panah.web.grown.test_pages import LANGUAGES, Reader
from tests.panah.web.papers.standing import let_stand
from tests.panah.web.referrals.test_refer import Walk

OF_A_HAND_OVER = tuple(name for name, visit in VISITS.items() if visit.values == {"code": "leg.code"})
READ = tuple(name for name in OF_A_HAND_OVER if VISITS[name].method == "get")
OF_THE_RECEIVER = ("referral", "referral-accept", "referral-refuse", "referral-ask")
OF_THE_SENDER = tuple(name for name in READ if name not in OF_THE_RECEIVER)
SENT_EMPTY = (
    "referral-told",
    "referral-called",
    "referral-talk",
    "referral-more",
    "referral-elsewhere",
    "referral-inform",
)


@pytest.fixture
def made(db: None) -> HandOvers:
    return made_hand_overs(made_sides())


def legs(made: HandOvers) -> Iterator[Leg]:
    for referral in made.sent.values():
        yield from Leg.objects.filter(referral=referral).order_by("sent_at", "id")


class AtTheLink(Holder):
    """Somebody with a link and a PIN who remembers every line that speaks of a child."""

    found: dict[str, list[str]]

    def read(self, response: Any) -> str:
        text = super().read(response)
        assert response.status_code == 200
        self.__dict__.setdefault("found", {})
        for line in lines_of_a_child(text, self.language):
            self.found.setdefault(line, []).append(self.address)
        return text


def with_pin(made: HandOvers, link: str, language: str) -> AtTheLink:
    holder = AtTheLink(made.links[link].token, language)
    holder.posts(pin=made.links[link].pin)
    return holder


@pytest.mark.safeguard("S10", "a grown person is handed over, and a card or a form of the hand-over calls them a child")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_side_that_asks_speaks_of_a_child(made: HandOvers, language: str) -> None:
    sides = made.sides
    wished(made)
    worker = Reader(sides.ngo.people[Role.CASEWORKER], language)
    duty = Reader(sides.duty.people[Role.DUTY_WORKER], language)
    for leg in legs(made):
        reader = duty if leg.referral.case is None else worker
        reader.goes_to(f"{reverse('referral', args=[leg.code])}?sent=1", "referral")
        for name in OF_THE_SENDER:
            if not (name == "referral-letter" and leg.status in (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)):
                reader.reads(name, leg.code)
        reader.goes_to(f"{reverse('referral-told', args=[leg.code])}?blank=1", "told on paper")
    for reader in (worker, duty):
        for query in ("?box=sent", "?box=sent&status=refused", "?box=sent&status=withdrawn", ""):
            reader.goes_to(f"{reverse('referral-list')}{query}", f"list {query}")
    worker.reads("referral-link", made.leg("help").code, method="post")
    assert worker.found | duty.found == {}


@pytest.mark.safeguard("S10", "a form about a grown person that is handed over comes back and speaks of a child")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_of_a_hand_over_that_comes_back_speaks_of_a_child(made: HandOvers, language: str) -> None:
    worker = Reader(made.sides.ngo.people[Role.CASEWORKER], language)
    doctor = Reader(made.sides.clinic.people[Role.DUTY_WORKER], language)
    for name in SENT_EMPTY:
        worker.reads(name, made.leg("told", "information" if name == "referral-talk" else "person").code, method="post")
    no = {"status": "refused", "channel": "phone", "name_and_post": "A."}
    worker.reads("referral-told", made.leg("help").code, method="post", data=no)
    said = {"receiver": made.sides.doctor.code, "request": f"For {HUSBAND}, of Узбекистан"}
    worker.reads("referral-elsewhere", made.leg("refused").code, method="post", data=said)
    sent = said | {"look": "sent"}
    repeats = worker.reads("referral-elsewhere", made.leg("refused").code, method="post", data=sent)
    assert 'class="error' in repeats
    for name in ("referral-refuse", "referral-ask", "referral-accept"):
        doctor.reads(name, made.leg("help").code, method="post")
    assert worker.found | doctor.found == {}


@pytest.mark.safeguard("S10", "who receives a grown person reads of a child")
@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_asked_reads_of_a_person(made: HandOvers, language: str) -> None:
    sides = made.sides
    doctor = Reader(sides.clinic.people[Role.DUTY_WORKER], language)
    police = Reader(sides.police.people[Role.DUTY_WORKER], language)
    shelter = Reader(sides.ngo.people[Role.SUPERVISOR], language)
    readers = {sides.clinic.organisation: doctor, sides.police.organisation: police, sides.ngo.organisation: shelter}
    wished(made)
    for leg in legs(made):
        for name in OF_THE_RECEIVER if leg.organisation in readers else ():
            readers[leg.organisation].reads(name, leg.code)
    for reader in readers.values():
        for query in ("", "?status=refused", "?status=need_more"):
            reader.goes_to(f"{reverse('referral-list')}{query}", "list")
        reader.reads("today")
    doctor.reads("referral-acknowledge", made.leg("help").code, method="post")
    assert doctor.found | police.found | shelter.found == {}


@pytest.mark.safeguard(
    "S10", "a grown person is called a child on paper, or behind a link, where nobody has an account"
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_behind_a_link_speaks_of_a_child(made: HandOvers, language: str) -> None:
    found: dict[str, list[str]] = {}
    for link in made.links:
        holder = with_pin(made, link, language)
        for answer in (*ReferralStatus, "right", "wrong", "talk"):
            holder.posts(go=answer)
            holder.posts(go="send")
            holder.posts(go="back")
        found |= holder.found
    holder = with_pin(made, "police", language)
    holder.posts(go="talk")
    wish = {"why": "x", "when": "y", "present": "z", "name_and_post": "Major S."}
    open_form = holder.text
    holder.posts(go="send", **wish)
    holder.text = open_form
    holder.posts(go="send", **wish)  # asked for already: the sentence of the refusal
    worker = Reader(made.sides.ngo.people[Role.CASEWORKER], language)
    worker.reads("referral-talk", made.leg("told", "information").code, method="post", data={"text": "Tomorrow"})
    again = with_pin(made, "police", language)
    assert again.text
    assert found | holder.found | again.found | worker.found == {}


@pytest.mark.safeguard("S10", "a letter about a grown person asks where the child should be sent")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_letter_speaks_of_a_child(made: HandOvers, language: str) -> None:
    sides = made.sides
    worker = Reader(sides.ngo.people[Role.CASEWORKER], language)
    duty = Reader(sides.duty.people[Role.DUTY_WORKER], language)
    for leg in (*legs(made),):
        if leg.status in (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN):
            continue
        reader = duty if leg.referral.case is None else worker
        let_stand(reader.client, leg)
        address = f"{reverse('referral-letter', args=[leg.code])}?language={language}"
        for method in ("get", "post"):
            if method == "get" or leg.status in (ReferralStatus.SENT, ReferralStatus.ACKNOWLEDGED):
                assert ASKED in reader.goes_to(address, "letter", method) or leg.kind == "information"
    assert worker.found | duty.found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_step_of_handing_over_speaks_of_a_child(made: HandOvers, language: str) -> None:
    sides = made.sides
    worker = Reader(sides.ngo.people[Role.CASEWORKER], language)
    boss = Reader(sides.duty.people[Role.SUPERVISOR], language)
    for reader, address, receiver in (
        (worker, reverse("refer-case", args=[made.case.code]), sides.doctor),
        (boss, reverse("refer-concern", args=[made.concern.code]), sides.doctor),
    ):
        steps = Walk(reader.client, address)
        needs = {"service_types": ["medical"], "urgency": "high"}
        asked = {"receiver": receiver.code, "request": ASKED, "ticked": ["child_name"]}
        told = {"authority": "police", "ground": "wish_of_family", "told": "Facts.", "told_ticked": ["child_name"]}
        for values in ({}, needs, {}, asked, {"information": "keep"}, {"information": "tell"}, {}, told):
            for line in lines_of_a_child(steps.goes(**values), language):
                reader.found.setdefault(line, []).append(address)
        steps.goes("change-information")
        quiet = steps.goes(information="keep", reason="family_asked_not_to")
        assert ASKED in quiet
        for line in lines_of_a_child(quiet, language):
            reader.found.setdefault(line, []).append(address)
    assert worker.found | boss.found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_an_authoritys_request_speaks_of_a_child(made: HandOvers, language: str) -> None:
    head = Reader(made.sides.ngo.people[Role.HEAD_OF_ORGANISATION], language)
    for request in made.requests.values():
        for name in ("authority-request", "authority-request-decide", "authority-request-given"):
            head.reads(name, request.code)
        head.reads("authority-request-given", request.code, method="post")
        head.reads("authority-request-given", request.code, method="post", data={"was_family_told": "no"})
    head.reads("authority-request-list")
    assert head.found == {}


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


@pytest.mark.safeguard("S10", "somebody of whom only a guess says 18 is handed over as a woman")
def test_in_doubt_a_hand_over_is_of_a_child(sides: Sides) -> None:
    year = clock.today().year
    doctor = Reader(sides.clinic.people[Role.DUTY_WORKER], "en")
    worker = Reader(sides.ngo.people[Role.CASEWORKER], "en")
    for birth in (Birth(year=year - 19, is_about=True), Birth(year=year - 18), Birth()):
        case = case_of(sides, age_band="unknown", birth=birth)
        leg = leg_of(case_referred(sides, case))
        assert "Where the child should be sent next" in doctor.reads("referral-refuse", leg.code)
        assert "Girl, " in doctor.reads("referral", leg.code)
        assert "Girl, " in worker.reads("case", case.code)


@pytest.mark.safeguard("S10", "a neighbour said adult, the record knows better, and the hand-over goes on saying woman")
def test_what_the_record_knows_goes_before_what_was_told(made: HandOvers) -> None:
    sides, leg = made.sides, made.leg("concern")
    worker, duty = Reader(sides.ngo.people[Role.CASEWORKER], "en"), Reader(sides.duty.people[Role.DUTY_WORKER], "en")
    accept_leg(by=sides.worker, leg=leg, lead=sides.ngo.people[Role.CASEWORKER])
    assert "Woman, " in duty.goes_to(f"{reverse('referral', args=[leg.code])}?sent=1", "referral")
    case = Case.objects.get(pk__in=Referral.objects.filter(pk=leg.referral_id).values("resulting_case"))
    year = clock.today().year - 15
    Child.objects.filter(pk=case.child_id).update(birth_year=year, standing="child", age_band_at_entry="15_17")
    for page in (
        worker.reads("referral", leg.code),
        duty.goes_to(f"{reverse('referral', args=[leg.code])}?sent=1", "x"),
    ):
        assert "Girl, " in page
    assert "Woman" not in page, "what was told stays as it was told, and only there"

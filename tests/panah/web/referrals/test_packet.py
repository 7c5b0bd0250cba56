"""What they will see is what they see: before sending, on the receiver's page, behind the link and on paper."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from panah.casework.people.models import Child
from panah.casework.referrals.actions import make_link
from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import leg_to_answer, packet_of
from panah.casework.referrals.rules import check_code
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.foundation.security.vault import ring
from panah.web.referrals.packet import packet_for_sender, packet_in_clear, packet_section
from panah.web.referrals.paper import letter_of
from panah.web.referrals.preview import Look, previews
from tests.panah.casework.referrals.handover import (
    CANARY_CONTACT,
    CANARY_HOME,
    CANARY_NAME,
    CANARY_STATUS,
    CANARY_WORK,
    REQUEST,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    opened_case,
    referred,
    reported,
)
from tests.panah.web.answers.test_views import Holder
from tests.panah.web.referrals.test_refer import QUIET, Walk
from tests.panah.web.referrals.test_views import section_of, signed_in, text_of

WITHHELD = (CANARY_HOME, CANARY_WORK, CANARY_STATUS, CANARY_CONTACT, "Zebo", "Uzbekistan")
SERVICES = code_list("service_types").codes


def reader_of(leg: Leg, sides: Sides) -> Actor:
    return sides.clinic.actors[Role.CASEWORKER] if leg.kind == "person" else sides.police.actors[Role.DUTY_WORKER]


@pytest.mark.safeguard(
    "S1", "for every service type: a body reads more on its page or on paper than was seen before sending"
)
@pytest.mark.parametrize("service", SERVICES)
def test_preview_page_and_letter_are_one_packet(sides: Sides, service: str) -> None:
    case = opened_case(sides)
    consented(sides, case)
    family_told(sides, case)
    draft = Referral(file=case.file, case=case, urgency="normal", service_types=[service])
    with ring(), translation.override("en"):
        look = Look(LegKind.PERSON, sides.doctor, REQUEST, ("child_name",))
        (preview,) = previews(sides.worker, [("", draft)], [look])
    leg = leg_of(case_referred(sides, case, service_types=(service,), ticked=("child_name",)))
    with ring(), translation.override("en"):
        received = leg_to_answer(reader_of(leg, sides), leg.code)
        assert received is not None
        read = packet_in_clear(reader_of(leg, sides), received)
        kept = packet_for_sender(sides.worker, leg)
        letter = letter_of(sides.worker, leg, "en", "")
        page = packet_section(read.packet)
        assert preview.section == page == packet_section(kept)
    assert str(page).strip() in letter
    assert read.packet.fingerprint == kept.fingerprint
    assert check_code(kept.fingerprint) in letter
    assert CANARY_NAME in page, "what was ticked is there"
    assert not [canary for canary in WITHHELD if canary in page or canary in letter]


@pytest.mark.safeguard("S5", "a body calls home before the child who wrote in the first person was heard")
@pytest.mark.parametrize(
    ("language", "warning"), [("en", "Call no parent"), ("kk", "қоңырау шалмаңыз"), ("uz", "qoʻngʻiroq qilmang")]
)
def test_who_receives_a_child_that_wrote_is_told_to_hear_it_first(sides: Sides, language: str, warning: str) -> None:
    concern = reported(
        sides, signs=(), reporter_role="", about_whom="me", safe_way="here", reporter_contact="", stays_anonymous=True
    )
    leg, other = leg_of(referred(sides, concern)), leg_of(referred(sides, reported(sides, "form-2")))
    with ring(), translation.override(language):
        packet = packet_for_sender(sides.sender, leg)
        assert packet_of(leg, packet.request, dict(packet.disclosed)) == packet, "read back as it was kept"
        assert warning in packet_section(packet)
        assert warning in letter_of(sides.sender, leg, language, "")
        usual = packet_for_sender(sides.sender, other)
        assert warning not in packet_section(usual)
    assert "heard_first" not in usual.canonical, "packets of before keep their fingerprint"


def test_the_wizard_shows_the_very_section_that_is_read_by_account_and_by_link(sides: Sides) -> None:
    case = opened_case(sides)
    consented(sides, case)
    steps = Walk(signed_in(sides.ngo.people[Role.CASEWORKER]), f"/app/c/{case.code}/refer/")
    steps.goes(service_types=["medical"], urgency="high")
    steps.goes(receiver=sides.doctor.code, request=f"  {REQUEST}\r\nAnd: “quotes” & <marks>  ", ticked=["child_name"])
    seen = section_of(steps.goes(**QUIET))
    steps.goes("send")
    leg = Leg.objects.get()
    read = text_of(signed_in(sides.clinic.people[Role.CASEWORKER]).get(f"/app/r/{leg.code}/"))
    fresh = make_link(by=sides.worker, leg=leg)
    holder = Holder(fresh.token)
    holder.posts(pin=fresh.pin)
    assert seen == section_of(read) == section_of(holder.text)
    assert "“quotes” & <marks>" in seen


def test_of_several_children_each_has_its_own(sides: Sides) -> None:
    concern = reported(sides, children=2)
    client = signed_in(sides.duty.people[Role.DUTY_WORKER])
    steps = Walk(client, f"/app/concerns/{concern.code}/refer/")
    steps.goes(service_types=["shelter"], urgency="high", children=["1", "2"])
    steps.goes(receiver=sides.shelter.code, request=REQUEST)
    assert steps.goes(**QUIET).count('class="packet section"') == 2


def test_nothing_is_previewed_while_a_step_is_wrong(sides: Sides) -> None:
    client = signed_in(sides.duty.people[Role.DUTY_WORKER])
    steps = Walk(client, f"/app/concerns/{reported(sides).code}/refer/")
    steps.goes(service_types=["shelter"], urgency="high")
    steps.goes(receiver=sides.shelter.code, request=REQUEST)
    assert 'class="packet' not in steps.goes("change-check")


@pytest.mark.safeguard("S17", "somebody changes the age and the need of a request in the database, past Panah")
@pytest.mark.parametrize("also", [{}, {"fingerprint": None}], ids=["terms", "terms and fingerprint"])
def test_what_was_changed_by_the_way_is_not_shown(sides: Sides, also: dict[str, None]) -> None:
    leg = leg_of(case_referred(sides))
    Leg.objects.filter(pk=leg.pk).update(terms=leg.terms | {"age_band": "15_17"}, **also)
    read = text_of(signed_in(sides.clinic.people[Role.CASEWORKER]).get(reverse("referral", args=[leg.code])))
    fresh = make_link(by=sides.worker, leg=leg)
    holder = Holder(fresh.token)
    holder.posts(pin=fresh.pin)
    for text in (read, holder.text):
        assert "What stands here is not what was sent" in text
        assert REQUEST not in text


def test_a_child_that_grew_older_is_shown_as_it_was_told(sides: Sides) -> None:
    leg = leg_of(case_referred(sides))
    clinic: Client = signed_in(sides.clinic.people[Role.CASEWORKER])
    before = section_of(text_of(clinic.get(f"/app/r/{leg.code}/")))
    Child.objects.update(age_band_at_entry="15_17")
    assert section_of(text_of(clinic.get(f"/app/r/{leg.code}/"))) == before

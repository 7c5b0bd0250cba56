"""What one body is told is one packet, frozen when it is sent, the same for whoever looks at it."""

import importlib

import pytest
from django.apps import apps

from panah.casework.cases.models import Case
from panah.casework.people.models import Child
from panah.casework.referrals.actions import InformationDecision, ask_for_more, give_more
from panah.casework.referrals.codes import Basis, LegKind
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries import packet_of, packet_on_file, packet_to_be, word_for
from panah.casework.referrals.rules import Packet
from panah.foundation.reference.models import Place
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.referrals.handover import (
    CANARY_STATUS,
    CANARY_WORK,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    opened_case,
    referred,
    silent_body,
)

FREEZING = importlib.import_module("panah.casework.referrals.migrations.0004_packets_sealed")


def read_by_receiver(leg: Leg) -> Packet:
    fresh = Leg.objects.select_related("referral").get(pk=leg.pk)
    open_sealed(fresh)
    packet = packet_of(fresh, fresh.request, fresh.disclosed or {})
    assert packet.fingerprint == fresh.fingerprint
    return packet


def kept_by_sender(leg: Leg) -> Packet:
    for step in Step.objects.filter(leg=leg).order_by("-at", "-id"):
        open_sealed(step)
        if (packet := packet_on_file(step)) is not None:
            return packet
    raise AssertionError("the sender kept nothing")


def shared(sides: Sides) -> Case:
    case = opened_case(sides)
    consented(sides, case)
    family_told(sides, case)
    return case


def test_before_sending_on_receipt_and_on_paper_it_is_the_same_packet(sides: Sides) -> None:
    case = shared(sides)
    consent, override = word_for(case, sides.clinic.organisation.pk)
    draft = Referral(
        file=case.file, case=case, consent=consent, override=override, urgency="normal", service_types=["medical"]
    )
    before = packet_to_be(draft, LegKind.PERSON, "To be seen", {})
    leg = leg_of(case_referred(sides, case, request="To be seen"))
    assert before == read_by_receiver(leg) == kept_by_sender(leg)
    assert (before.basis, before.language, before.service_types) == (Basis.CONSENT, "uz", ("medical",))


def test_what_changes_in_the_record_afterwards_is_not_told_by_itself(sides: Sides) -> None:
    case = shared(sides)
    leg = leg_of(case_referred(sides, case, ticked=("home",)))
    before = read_by_receiver(leg)
    elsewhere = Place.objects.districts("KZ-61")[1]
    Child.objects.filter(pk=case.child_id).update(
        sex="male", age_band_at_entry="0_5", language="ru", citizenship_group="KG", place=elsewhere
    )
    Referral.objects.filter(pk=leg.referral_id).update(urgency="danger", service_types=["shelter", "legal"])
    assert read_by_receiver(leg) == before == kept_by_sender(leg)


def test_what_is_added_is_sealed_anew_on_both_sides(sides: Sides) -> None:
    case = shared(sides)
    referral = case_referred(sides, case)
    leg = leg_of(referral)
    first = read_by_receiver(leg)
    ask_for_more(by=sides.clinic.actors[Role.CASEWORKER], leg=leg, remark="Since when?")
    give_more(by=sides.worker, referral=referral, leg=leg_of(referral), text="Since Monday")
    then = read_by_receiver(leg)
    assert "Since Monday" in then.request
    assert then.fingerprint != first.fingerprint
    assert kept_by_sender(leg) == then


@pytest.mark.safeguard(
    "S1", "an authority is told, and the packet would carry language, needs, consent and what was not ticked"
)
def test_an_authority_gets_neither_language_nor_needs_nor_what_was_not_ticked(sides: Sides) -> None:
    case = shared(sides)
    supervisor = sides.ngo.actors[Role.SUPERVISOR]
    decision = InformationDecision(sides.police.organisation, "danger_now", "Seen at night", ticked=("home",))
    referral = case_referred(sides, case, by=supervisor, information=decision, no_information_leg_reason="")
    packet = read_by_receiver(leg_of(referral, "information"))
    assert (packet.language, packet.service_types, packet.basis, packet.until) == ("", (), Basis.NONE, None)
    assert [kind for kind, _ in packet.disclosed] == ["home"]
    for canary in (CANARY_STATUS, CANARY_WORK, "Uzbekistan", "Zebo"):
        assert canary not in packet.canonical


def test_no_word_of_it_rests_in_clear(sides: Sides) -> None:
    leg = Leg.objects.filter(pk=leg_of(case_referred(sides, shared(sides), ticked=("home",))).pk).values().get()
    assert {"request", "disclosed", "fingerprint"} <= {name for name, value in leg.items() if isinstance(value, bytes)}
    assert set(leg["terms"]) == {
        "kind", "urgency", "age_band", "sex", "place", "language", "service_types", "basis", "until",
    }  # fmt: skip


def test_what_was_sent_before_packets_were_sealed_keeps_the_codes_of_that_day(sides: Sides) -> None:
    legs = [leg_of(case_referred(sides, shared(sides))), leg_of(referred(sides, receiver=silent_body(sides)))]
    wanted = [Leg.objects.get(pk=leg.pk).terms for leg in legs]
    Leg.objects.update(terms={})
    FREEZING.write_terms(apps, None)
    assert [Leg.objects.get(pk=leg.pk).terms for leg in legs] == wanted

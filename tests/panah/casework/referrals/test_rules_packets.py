import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.referrals.codes import Basis, LegKind
from panah.casework.referrals.rules import Packet, check_code, packet_from, packet_read

ORDER = ("child_name", "home", "contact")
PACKET = Packet(
    kind=LegKind.PERSON, urgency="high", age_band="6_11", sex="male", place="KZ-79", request="Төсек керек: “бүгін”",
    language="uz", service_types=("shelter", "medical"), disclosed=(("child_name", "Үлгі"), ("home", "№ 1")),
    basis=Basis.CONSENT, until=date(2027, 1, 31),
)  # fmt: skip
OTHERWISE: dict[str, Any] = {
    "kind": LegKind.INFORMATION, "urgency": "normal", "age_band": "12_14", "sex": "female", "place": "", "request": "",
    "language": "kk", "service_types": ("medical", "shelter"), "disclosed": (), "basis": Basis.NONE, "until": None,
    "is_heard_first": True,
}  # fmt: skip


def test_the_canonical_form_is_sorted_json_without_spaces_in_plain_letters() -> None:
    whole = json.loads(PACKET.canonical)
    assert list(whole) == sorted(whole)
    assert "Төсек керек" in PACKET.canonical
    assert '", "' not in PACKET.canonical
    said = {field.name for field in fields(Packet)}
    assert set(whole) == said - {"is_heard_first"}, "packets of before that line keep their fingerprint"
    assert set(json.loads(replace(PACKET, is_heard_first=True).canonical)) == said


def test_a_packet_is_the_same_after_it_was_written_down_in_either_way() -> None:
    assert packet_read(PACKET.canonical, ORDER) == PACKET
    assert packet_from(PACKET.terms, PACKET.request, dict(reversed(PACKET.disclosed)), ORDER) == PACKET


@pytest.mark.parametrize("name", [field.name for field in fields(Packet)])
def test_whatever_is_changed_is_another_packet(name: str) -> None:
    assert replace(PACKET, **{name: OTHERWISE[name]}).fingerprint != PACKET.fingerprint


def test_codes_stand_in_clear_and_no_word_does() -> None:
    assert not {"request", "disclosed"} & set(PACKET.terms)
    assert "Үлгі" not in json.dumps(PACKET.terms, ensure_ascii=False)


def test_the_check_code_can_be_read_out() -> None:
    assert check_code("0123456789ab" + "f" * 52) == "0123 4567 89AB"


@given(st.text(), st.dictionaries(st.sampled_from(ORDER), st.text(min_size=1)))
def test_every_text_comes_back_as_it_was(request: str, told: dict[str, str]) -> None:
    disclosed = tuple((kind, told[kind]) for kind in ORDER if kind in told)
    packet = replace(PACKET, request=request, disclosed=disclosed)
    try:
        packet.canonical.encode()
    except UnicodeEncodeError:
        return  # halves of pairs never come through a form
    assert packet_read(packet.canonical, ORDER) == packet

"""What authorities asked for: one request is decided and answered, one waits for the head; and a request by hand."""

import json
from datetime import date

from panah.casework.exchange.actions import (
    AskedByAuthority,
    GivenToAuthority,
    decide_request,
    record_given,
    record_request,
)
from panah.casework.exchange.codes import RequestDecision
from panah.casework.referrals.actions import write_leg_letter
from panah.casework.referrals.models import Leg
from panah.commands.demo.scene import NGO, Scene
from panah.foundation.documents.models import Letter
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role


def be_asked(scene: Scene) -> None:
    """Who asks says on which law; the head decides; what left is kept word for word."""
    head = scene.cast.actor(NGO, Role.HEAD_OF_ORGANISATION)
    with scene.ago(days=20) as day:
        answered = record_request(
            by=scene.supervisor(), came=_came(day, "Үлгі: бала бізде ме, соңғы кездесу қашан болды?")
        )
    with scene.ago(days=19):
        decide_request(
            by=head, request=answered, decision=RequestDecision.GIVE_PART, reason="Үлгі: тек кездесу күні, мекенжай емес.",
        )  # fmt: skip
    with scene.ago(days=18):
        record_given(
            by=scene.supervisor(), request=answered,
            outcome=GivenToAuthority("yes", given="Үлгі: соңғы кездесу өткен аптада болды."),
        )  # fmt: skip
    with scene.ago(days=1) as day:
        record_request(by=scene.supervisor(), came=_came(day, "Үлгі: отбасының мекенжайын беріңіз."))


def carried_on_paper(by: Actor, leg: Leg) -> Letter:
    """The request that a body gets by hand, under a number of the office, with a slip for its answer."""
    paper = {
        "title": "Көмек сұрау (үлгі)",
        "blocks": [
            {"kind": "facts", "pairs": [["Бала", "Қыз бала, 15–17 жас"], ["Қажеттіліктері", "Медициналық көмек"]]},
            {"kind": "heading", "text": "Не сұраймыз"},
            {"kind": "text", "text": "Үлгі: дәрігер қарауы керек."},
        ],
        "slip": {
            "title": "Жауап парағы",
            "blocks": [
                {"kind": "facts", "pairs": [["Өтініш коды", leg.code]]},
                {"kind": "boxes", "lines": ["Алдық, жауап береміз", "Қабылдаймыз"], "gaps": [0, 0]},
                {"kind": "signs", "lines": ["Аты-жөні, лауазымы", "Күні, қолы", "Мөр"]},
            ],
        },
    }
    return write_leg_letter(by=by, leg=leg, language="kk", text=json.dumps(paper, ensure_ascii=False))


def _came(day: date, asked: str) -> AskedByAuthority:
    return AskedByAuthority(
        body="police", asked_by="Үлгі: Үлгібаев Т., тергеуші", legal_basis="Үлгі заң, 1-бап", asked=asked,
        received_on=day, own_number="Ү-12/1",
    )  # fmt: skip

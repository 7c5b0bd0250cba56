"""A line with two operators, the desk that looks first, and another line. Made through actions."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from panah.casework.calls.actions import CallDetails, save_call
from panah.casework.calls.models import Call
from panah.casework.concerns.actions import ChildTold, ConcernDetails
from panah.foundation.accounts.actions import answer_for
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

NOW = datetime(2026, 11, 23, 11, tzinfo=ZoneInfo("Asia/Almaty"))
NUMBER = "8 701 234 56 78"
SAID = "Canarystory: the boy sleeps in a bakery"
TALK = CallDetails(type="information", language="kk", caller="parent", outcome="information_given", note=SAID)


@dataclass(frozen=True)
class Line:
    aliya: Actor
    erlan: Actor  # the next shift
    boss: Actor
    desk: Actor
    stranger: Actor  # an operator of another line
    district: Place


def made_line() -> Line:
    with clock.standing_at(NOW - timedelta(days=400)):
        load_places(by=given.SYSTEM)
        line, desk, other = (given.organisation(code) for code in ("line", "desk", "other"))
        answer_for(by=given.SYSTEM, organisation=desk, place=None)
        return Line(
            given.actor(Role.HOTLINE_OPERATOR, given.person("aliya"), line),
            given.actor(Role.HOTLINE_OPERATOR, given.person("erlan"), line),
            given.actor(Role.HEAD_OF_ORGANISATION, given.person("boss"), line),
            given.actor(Role.DUTY_WORKER, given.person("gulnar"), desk),
            given.actor(Role.HOTLINE_OPERATOR, given.person("stranger"), other),
            Place.objects.districts("KZ-61")[0],
        )


def called(by: Actor, **more: Any) -> Call:
    key = more.pop("idempotency_key", "")
    return save_call(by=by, details=replace(TALK, **more), idempotency_key=key)


def wants_call_back(by: Actor, hours: float = 2, **more: Any) -> Call:
    at = clock.now() + timedelta(hours=hours)
    return called(by, **({"number": NUMBER, "is_number_safe": True, "call_back_at": at, "outcome": "call_back"} | more))


def running(*kinds: TimerKind) -> list[Timer]:
    rows = Timer.objects.running().order_by("due_at")
    return list(rows.filter(kind__in=kinds) if kinds else rows)


def concern_of(line: Line, **more: Any) -> ConcernDetails:
    values: dict[str, Any] = {
        "signs": ("works",), "language": "kk", "what_was_seen": SAID, "stays_anonymous": True, "place": line.district,
        "children": (ChildTold("6_11", "male", "uz", "Canaryname"),),
    }  # fmt: skip
    return ConcernDetails(**(values | more))

"""The line: a journal of earlier months, about 250 calls in each, and what these hours brought."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from panah.casework.calls.actions import (
    CallDetails,
    JournalLine,
    hand_over_shift,
    pass_on_call,
    record_no_pick_up,
    save_call,
    take_in_journal,
)
from panah.casework.calls.models import Call
from panah.casework.concerns.actions import ChildTold, ConcernDetails
from panah.commands.demo.dice import Dice
from panah.commands.demo.scene import Scene
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

LINE = "ulgi-line"
MONTHS, CALLS = 22, 5_400
A_MONTH = timedelta(days=30.4)
OPENS, HOURS = 8, 15  # from half past eight until late in the evening most of them come
KNOWN, ANOTHER = "+7 000 432 10 98", "+7 000 765 43 21"
TYPES = (
    ("information",) * 11
    + ("follow_up",) * 3
    + ("silent",) * 3
    + ("other_topic",) * 2
    + ("wrong_number", "child_concern")
)
LANGUAGES = ("ru",) * 7 + ("kk",) * 6 + ("uz",) * 5 + ("tg",) * 2 + ("ky",)
CALLERS = (
    ("worker",) * 5
    + ("parent",) * 5
    + ("relative",) * 3
    + ("neighbour",) * 2
    + ("specialist",) * 2
    + ("other", "child")
)
PLACES = (
    ("KZ-61",) * 5 + ("KZ-79",) * 4 + ("KZ-75",) * 3 + ("KZ-19", "KZ-19", "KZ-31", "KZ-31", "KZ-43", "KZ-33", "UZ", "")
)
TOPICS = ("papers", "papers", "work", "school", "health", "going_home", "place_to_stay", "family", "other")
ENDS = ("information_given", "information_given", "told_where")
QUIET = ("silent", "wrong_number")


def answer_the_line(scene: Scene) -> None:
    """Two operators: one has just left, the other finds what is open."""
    take_in_journal(by=scene.cast.builder, organisation=scene.cast.organisations[LINE], lines=list(_journal(scene.now)))
    akbota, erlan = (scene.cast.actor(LINE, Role.HOTLINE_OPERATOR, number) for number in (1, 2))
    _a_caller_who_comes_again(scene, akbota, erlan)
    with scene.ago(hours=5):
        _called(akbota, type="information", language="ru", caller="worker", place=scene.cast.places["KZ-61"],
                topics=("work",), told=(7,), note="Образец: не платят второй месяц, паспорт при себе.")  # fmt: skip
    with scene.ago(hours=4):
        _called(erlan, hung_up=True)
    with scene.ago(hours=3):
        late = (clock.now() + timedelta(hours=2, minutes=40)).replace(second=0, microsecond=0)
        _called(erlan, type="follow_up", language="kk", caller="relative", number=ANOTHER, is_number_safe=True,
                call_back_at=late, outcome="call_back", note="Үлгі: апасы кешке қайта хабарласуды сұрады.")  # fmt: skip
    with scene.ago(hours=2):
        hand_over_shift(by=erlan, note="Үлгі: апасымен қазақша сөйлесіңіз, түстен кейін үйінде жалғыз.")
    _a_concern(scene, akbota)
    with scene.ago(minutes=12):
        _called(akbota, hung_up=True, language="uz", caller="neighbour", note="Үлгі: наубайханадағы бала туралы бастады.",
                number=KNOWN)  # fmt: skip


def _journal(now: datetime) -> Iterator[JournalLine]:
    """Codes alone, the same in every demo: the last call of it was yesterday."""
    dice = Dice("calls")
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    days = int((MONTHS * A_MONTH).days)
    for number in range(CALLS):
        day = today - timedelta(days=1 + number * days // CALLS)
        at = day + timedelta(hours=OPENS + dice.below(HOURS), minutes=dice.below(60))
        kind, place = dice.one_of(TYPES), dice.one_of(PLACES)
        if kind in QUIET:
            yield JournalLine(at, kind)
            continue
        passed_on = at + timedelta(minutes=12 + dice.below(60)) if kind == "child_concern" else None
        outcome = "concern" if kind == "child_concern" else dice.one_of(ENDS)
        topic = "child_at_risk" if kind == "child_concern" else dice.one_of(TOPICS)
        yield JournalLine(at, kind, dice.one_of(LANGUAGES), dice.one_of(CALLERS), place, (topic,), outcome, passed_on)


def _called(by: Actor, **more: Any) -> Call:
    return save_call(
        by=by, details=replace(CallDetails(outcome="" if more.get("hung_up") else "information_given"), **more)
    )


def _a_caller_who_comes_again(scene: Scene, akbota: Actor, erlan: Actor) -> None:
    """Each time in another spelling of the same number."""
    here = {"language": "uz", "caller": "neighbour", "place": scene.cast.places["KZ-61"]}
    with scene.ago(days=24):
        _called(akbota, type="information", topics=("child_at_risk",), told=(3,), number="8 (000) 432-10-98", **here)
    with scene.ago(days=10):
        _called(erlan, type="child_concern", topics=("child_at_risk",), number="80004321098",
                note="Үлгі: баланы көргенін айтты, аты-жөнін айтпады.", **here)  # fmt: skip


def _a_concern(scene: Scene, by: Actor) -> None:
    """Passed on half an hour ago; nobody has picked up the telephone yet."""
    with scene.ago(minutes=34):
        call = _called(by, type="child_concern", language="tg", caller="parent", place=scene.cast.places["KZ-33"],
                       topics=("child_at_risk",), outcome="concern", note="Үлгі: ұлы құрылыста қалды, хабары жоқ.")  # fmt: skip
    with scene.ago(minutes=30):
        pass_on_call(
            by=by, call=call,
            details=ConcernDetails(
                signs=("apart_from_family",), language="tg", what_was_seen="Үлгі: ұлы құрылыста қалды, хабары жоқ.",
                children=(ChildTold("12_14", "male", "tg"),), place=scene.cast.places["KZ-33"], reporter_role="relative",
                stays_anonymous=True,
            ),
        )  # fmt: skip
    with scene.ago(minutes=9):
        record_no_pick_up(by=by, call=call)

"""The past of the demo: 308 records from the first knock to the signed closure, each step on its day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from panah.casework.cases.actions import ask_closure, record_contact, record_service, sign_closure, start_case
from panah.casework.cases.codes import NoteKind
from panah.casework.cases.models import Case
from panah.casework.linking.actions import decide_same
from panah.casework.people.actions import ChildDetails, SpokenName, decide_category
from panah.casework.people.codes import Category, NameKind, Sameness, Standing
from panah.casework.people.models import Child
from panah.commands.demo.cast import Cast
from panah.commands.demo.dice import Dice
from panah.commands.demo.records import CLOCKS_GO_BACK, Record, raw_records
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

CHECK_CALL = timedelta(days=90)
LATEST_WRITTEN = 5  # days until a service is written down


def live_through(cast: Cast) -> dict[str, Child]:
    """Everybody of the past; gives the children by the key of their record."""
    dice = Dice("history")
    children: dict[str, Child] = {}
    for number, record in enumerate(raw_records()):
        children[record.key] = _live(cast, dice, record, number).child
        if record.sameness is not None:
            _say_same(cast, record, record.sameness, children)
        cast.step_done()
    return children


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the clocks of Almaty."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(settings.TIME_ZONE))


def _live(cast: Cast, dice: Dice, record: Record, number: int) -> Case:
    worker = 1 + number % cast.count(record.organisation, Role.CASEWORKER)
    by = cast.actor(record.organisation, Role.CASEWORKER, worker)
    with clock.standing_at(at(record.registered_on, 9 + dice.below(6), dice.below(60))):
        case = start_case(
            by=by,
            organisation=cast.organisations[record.organisation],
            lead=cast.person(record.organisation, Role.CASEWORKER, worker),
            details=_details(cast, record),
        )
        record_contact(
            by=by, case=case, kind=NoteKind.FIRST_SAFETY_CONTACT, text="Үлгі: бала қауіпсіз жерде.",
            happened_on=record.registered_on,
        )  # fmt: skip
        if record.category is Category.IDENTIFIED_VICTIM:
            decide_category(
                by=by, child=case.child, category=record.category, ground="decision_of_body", body="internal_affairs",
                decided_on=record.registered_on,
            )  # fmt: skip
    _serve(cast, dice, record, case, worker)
    _close(cast, dice, record, case, worker)
    return case


def _details(cast: Cast, record: Record) -> ChildDetails:
    kinds = (NameKind.AS_SAID, NameKind.DOCUMENT)
    is_identified = record.category is Category.IDENTIFIED_VICTIM  # becomes so by a decision, not at the door
    return ChildDetails(
        names=tuple(_spoken(name, kind) for name, kind in zip(record.names, kinds, strict=False)),
        sex=record.sex,
        birth=record.birth,
        age_band=record.age_band,
        citizenship_group=record.citizenship,
        language=record.language,
        category=Category.PRESUMED_VICTIM if is_identified else record.category,
        place=cast.places[record.place],
        standing=record.standing if record.standing is Standing.ADULT else None,
    )


def _spoken(full: str, kind: NameKind) -> SpokenName:
    family, given = full.split(" ")
    return SpokenName(full, kind, family, given)


def _serve(cast: Cast, dice: Dice, record: Record, case: Case, worker: int) -> None:
    by = cast.actor(record.organisation, Role.CASEWORKER, worker)
    for visit in record.visits:
        with clock.standing_at(_written(dice, record, visit.given.day)):
            record_service(
                by=by,
                case=case,
                service_type=visit.given.service_type,
                happened_on=visit.given.day,
                what_was_done="Үлгі жазба" if dice.below(4) == 0 else "",
                provider=cast.providers[visit.organisation] if visit.organisation else None,
            )


def _written(dice: Dice, record: Record, day: date) -> datetime:
    """In the evening or some days later; in the hour that came twice where a child stands in it."""
    if record.stands_at_the_change_of_clocks and day in CLOCKS_GO_BACK:
        return at(day, 23, 30).replace(fold=1) if day == CLOCKS_GO_BACK[0] else at(day, 0, 10)
    late = dice.below(LATEST_WRITTEN) if dice.below(5) == 0 else 0
    return at(day + timedelta(days=late), 17, dice.below(60))


def _close(cast: Cast, dice: Dice, record: Record, case: Case, worker: int) -> None:
    """Asked by the lead, signed by the supervisor; the child is called 90 days later."""
    asked = record.visits[-1].given.day + timedelta(days=LATEST_WRITTEN + 7 + dice.below(20))
    went_home = any(visit.given.service_type == "repatriation" for visit in record.visits)
    with clock.standing_at(at(asked, 11, dice.below(60))):
        ask_closure(
            by=cast.actor(record.organisation, Role.CASEWORKER, worker),
            case=case,
            reason="repatriated_and_handed_over" if went_home else "goals_met",
            checklist=dict.fromkeys(code_list("closure_checks").codes, "yes"),
        )
    supervisor = cast.actor(record.organisation, Role.SUPERVISOR)
    with clock.standing_at(at(asked + timedelta(days=1), 10)):
        sign_closure(by=supervisor, case=case)
    with clock.standing_at(at(asked + timedelta(days=1) + CHECK_CALL, 15)):
        stop_timers(by=supervisor, file=case.file, kinds=(TimerKind.CHECK_AFTER_CLOSURE,), outcome="done")


def _say_same(cast: Cast, record: Record, sameness: Sameness, children: dict[str, Child]) -> None:
    decided = record.visits[-1].given.day + timedelta(days=40)
    with clock.standing_at(at(decided, 12)):
        decide_same(
            by=Actor.system("demo", {Permission.CASE_WORK}),  # both organisations said so, after a call
            child=children[record.key],
            first=children[record.same_as],
            sameness=sameness,
        )

"""A training of two days in Taraz, made through actions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from panah.foundation.security import clock
from panah.programme.directory.actions import AdultDetails
from panah.programme.training import actions
from panah.programme.training.actions import Asked, EventDetails, ModuleDetails, Teaches, VersionDetails
from panah.programme.training.models import Enrolment, Event, HalfDay, Module, Trainer
from panah.programme.training.queries import bearer_of_event
from tests.panah.programme.bureau import Bureau, teacher

PLANNED = datetime(2026, 9, 1, 6, tzinfo=UTC)
FIRST = date(2026, 10, 12)
ON_THE_DAY = datetime(2026, 10, 12, 5, tzinfo=UTC)  # 10:00 in Taraz
AFTERWARDS = datetime(2026, 10, 14, 5, tzinfo=UTC)


def a_module(bureau: Bureau, title: str = "Белгілерді тану", hours: int = 8) -> Module:
    return actions.add_module(
        by=bureau.timur.actor, details=ModuleDetails(title, "Распознавание признаков", hours),
        first=VersionDetails("Байқау", "Замечать", ("kk", "ru")),
    )  # fmt: skip


def a_trainer(bureau: Bureau, *languages: str) -> Trainer:
    return actions.add_trainer(
        by=bureau.timur.actor, details=teacher("Ерлан Үлгібаев", sex="male", phone="+7 701 000 77 77"),
        teaches=Teaches(languages or ("kk", "ru"), [bureau.taraz]),
    )  # fmt: skip


def details_of(bureau: Bureau, **more: Any) -> EventDetails:
    known: dict[str, Any] = {
        "title_kk": "Бала қауіпте ме?", "title_ru": "Ребёнок в опасности?", "place": bureau.district,
        "languages": ("kk", "ru"), "starts_on": FIRST, "ends_on": FIRST + timedelta(days=1), "places": 24,
        "venue": "№12 мектеп", "is_venue_accessible": "yes",
    }  # fmt: skip
    return EventDetails(**(known | more))


def planned(bureau: Bureau, **more: Any) -> Event:
    with clock.standing_at(PLANNED):
        more["modules"] = more["modules"] if "modules" in more else [a_module(bureau)]
        more["trainers"] = more["trainers"] if "trainers" in more else [a_trainer(bureau)]
        return actions.plan_event(by=bureau.timur.actor, details=details_of(bureau, **more))


def opened(bureau: Bureau, **more: Any) -> Event:
    event = planned(bureau, **more)
    with clock.standing_at(PLANNED):
        return actions.open_enrolment(by=bureau.timur.actor, event=event)


def enrolled(
    event: Event, name: str = "Айгерім Үлгібаева", *, key: str = "", may_be_asked: bool = False, **known: Any
) -> Enrolment:
    details: AdultDetails = teacher(name, place=event.place, **known)
    with clock.standing_at(PLANNED + timedelta(days=1)):
        return actions.enrol(
            by=bearer_of_event(event), event=event, details=details, asked=Asked("kk", may_be_asked),
            idempotency_key=key,
        )  # fmt: skip


def was_there(bureau: Bureau, event: Event, *present: Enrolment, halves: int = 4) -> None:
    """Ticked for the first so many half-days, after the event."""
    with clock.standing_at(AFTERWARDS):
        for half in HalfDay.objects.filter(event=event)[:halves]:
            actions.tick_half_day(
                by=bureau.timur.actor, event=event, half_day=half, present=[one.pk for one in present]
            )
    event.refresh_from_db()

"""The network around the demo's NGO: shelters, wards, bodies without account, interpreters; and noes that are counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from panah.casework.services.actions import (
    ProviderDetails,
    Question,
    add_provider,
    ask_for_confirmations,
    correct_by_link,
    make_confirmation_link,
    note_refusals,
    note_telephone_refusal,
)
from panah.casework.services.models import Provider
from panah.casework.services.queries import holder_of_confirmation_link, place_of, rulebook
from panah.casework.services.rules import Age, Facts
from panah.commands.demo.cast import add_body
from panah.commands.demo.scene import NGO, Scene
from panah.commands.demo.staff import Body, Names
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

HOME = "KZ-61"
OLD = 120  # days since an entry was confirmed, that is asked about now


@dataclass(frozen=True)
class Entry:
    """A body of the network with its one entry; nobody of it uses Panah, and the NGO keeps its entry true."""

    code: str
    organisation_kind: str
    kind: str
    names: Names
    services: tuple[str, ...]
    place: str = HOME
    more: Mapping[str, Any] = field(default_factory=dict)
    is_old: bool = False


_NIGHT: Mapping[str, Any] = {"opening_days": "every_day", "is_open_at_night": True, "night_phone": "+7 000 000 04 99"}
_OFFICE: Mapping[str, Any] = {"opening_days": "working_days", "opens_at": time(9), "closes_at": time(18)}
ENTRIES = (
    Entry(
        "state-shelter", "shelter", "state_shelter",
        ("«Үлгі» мемлекеттік баспанасы", "Государственный приют «Үлгі»", "Ulgi state shelter"), ("shelter",), "KZ-79",
        {**_NIGHT, "funding": "state"},
    ),
    Entry(
        "crisis-centre", "shelter", "crisis_centre",
        ("«Үлгі» дағдарыс орталығы", "Кризисный центр «Үлгі»", "Ulgi crisis centre"), ("shelter", "psychological"), HOME,
        {**_NIGHT, "funding": "state", "takes_children_alone": "no"},
    ),
    Entry(
        "children-centre", "social_protection", "state_centre_for_children",
        ("«Үлгі» балаларды қолдау орталығы", "Центр поддержки детей «Үлгі»", "Ulgi centre for children"), ("shelter",), HOME,
        {**_NIGHT, "funding": "state", "takes_children_alone": "yes"},
    ),
    Entry(
        "guardianship", "guardianship_body", "guardianship_body",
        ("«Үлгі» қорғаншылық органы", "Орган опеки «Үлгі»", "Ulgi guardianship body"), ("legal", "shelter"), HOME, _OFFICE,
        is_old=True,
    ),
    Entry(
        "maternity", "health", "maternity_ward", ("«Үлгі» перзентханасы", "Роддом «Үлгі»", "Ulgi maternity ward"),
        ("medical",), HOME, _NIGHT,
    ),
    Entry(
        "one-stop", "public_service_centre", "one_stop_room",
        ("«Үлгі» балалар бөлмесі", "Комната для детей «Үлгі»", "Ulgi room for children"), ("psychological", "legal"), HOME,
        _OFFICE,
    ),
    Entry(
        "consulate", "consulate", "consulate", ("«Үлгі» консулдығы", "Консульство «Үлгі»", "Ulgi consulate"),
        ("identity_papers",), "KZ-75", _OFFICE,
    ),
    Entry(
        "migration", "migration_service", "migration_service",
        ("«Үлгі» көші-қон қызметі", "Миграционная служба «Үлгі»", "Ulgi migration service"), ("residence",), HOME, _OFFICE,
    ),
    Entry(
        "interpreters", "ngo", "interpreters", ("«Үлгі» аудармашылары", "Переводчики «Үлгі»", "Ulgi interpreters"), (), "",
        {"interpreters": (("uz", "female"), ("uz", "male"), ("tg", "female"), ("ky", "male")), "is_open_at_night": True},
    ),
)  # fmt: skip


def join_network(scene: Scene) -> dict[str, Provider]:
    """Entries, an old one that is asked about, a correction by a link, and the noes of this week."""
    by = scene.cast.actor(NGO, Role.HEAD_OF_ORGANISATION)
    made = {entry.code: _written(scene, by, number, entry) for number, entry in enumerate(ENTRIES, 1)}
    ask_for_confirmations(by=scene.cast.builder)
    link = make_confirmation_link(by=by, provider=made["crisis-centre"]).link
    correct_by_link(
        by=holder_of_confirmation_link(link), link=link, name_and_post="Үлгі: Үлгібаева С., кезекші",
        said={"night_phone": "+7 000 000 04 77", "takes_nobody_now": True},
    )  # fmt: skip
    _be_refused(scene, made["children-centre"], scene.cast.providers["shelter"])
    return made


def _written(scene: Scene, by: Actor, number: int, entry: Entry) -> Provider:
    phone = f"+7 000 000 04 {number:02d}"
    body = add_body(
        scene.cast, Body(f"ulgi-{entry.code}", entry.organisation_kind, entry.names, entry.place, phone=phone)
    )  # fmt: skip
    details = ProviderDetails(
        dict(zip(("kk", "ru", "en"), entry.names, strict=True)), entry.services,
        scene.cast.places[entry.place] if entry.place else None, phone, kind=entry.kind,
        languages=("kk", "ru"), confirmed_on=scene.today - timedelta(days=OLD if entry.is_old else 7), **entry.more,
    )  # fmt: skip
    return add_provider(by=by, organisation=body, details=details)


def _be_refused(scene: Scene, centre: Provider, shelter: Provider) -> None:
    """Three grown people whom a rule keeps out of a centre for children, and a shelter that was full."""
    by = scene.worker()
    for number, age in enumerate((18, 19, 24)):
        facts = Facts(Age.sure(age), "male", "UZ")
        question = Question(f"demo-{number}", "shelter", facts, clock.today())
        verdict = rulebook().answer(facts, place_of(centre, "shelter"), clock.today())
        note_refusals(by=by, question=question, verdicts=[(centre, verdict)])
    note_telephone_refusal(by=by, provider=shelter, question=question, reason="no_free_place")

"""The first organisation asks another one without names, and one of its children is possibly known there."""

from panah.casework.linking.actions import (
    CounterpartDetails,
    add_counterpart,
    approve_exchange,
    prepare_offer,
    record_offer,
    record_result,
)
from panah.casework.linking.models import FoundElsewhere
from panah.casework.linking.queries.exchanging_files import Made
from panah.casework.linking.rules.exchanging import SHARE_ABROAD, Which
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, SYSTEM, Scene


def add_exchanges(scene: Scene) -> None:
    head, supervisor = scene.actors[OWN, Role.HEAD_OF_ORGANISATION], scene.actors[OWN, Role.SUPERVISOR]
    details = CounterpartDetails("Үлгі ұйым", "ab" * 32, "Кезекші, +7 700 000 00 00", True)
    scene.records["partner"] = add_counterpart(by=head, details=details)
    child = scene.records["case"].child
    record_consent(
        by=scene.actors[OWN, Role.CASEWORKER], child=child, scope=SHARE_ABROAD, decision=ConsentDecision.GIVEN, given_by="self"
    )  # fmt: skip
    asked = prepare_offer(by=head, counterpart=scene.records["partner"], which=Which.ALL)
    for leader in (head, supervisor):
        approve_exchange(by=leader, exchange=asked)
    record_offer(by=SYSTEM, exchange=asked, made=Made(b"", "c" * 64, 50, 1, 0, "00", "plan"))
    record_result(by=SYSTEM, exchange=asked, answers="c" * 64, found=[child.pk])
    scene.records["elsewhere"] = FoundElsewhere.objects.get()
    scene.records["exchange"] = prepare_offer(by=head, counterpart=scene.records["partner"], which=Which.ALL)

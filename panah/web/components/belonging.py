"""What the address of a form is about, and whether somebody may open it now: nobody takes a half-written text along (S15).

A form about a child, a concern or a hand-over is filled from the record. So its draft belongs to that record, and comes back
only to whoever may still open the page on which it was written, in the office for which that person works now.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import Resolver404, ResolverMatch, resolve

from panah.casework.calls.models import Call, ShiftHandOver
from panah.casework.cases.models import (
    Case,
    DeliveredService,
    Helper,
    Interview,
    Paper,
    PlannedService,
    ToldFact,
    Transfer,
)
from panah.casework.concerns.models import Concern
from panah.casework.exchange.models import AuthorityRequest
from panah.casework.linking.models import Pair, SameQuestion
from panah.casework.operations.models import Night, StandBy
from panah.casework.outings.models import Outing
from panah.casework.people.models import ConsentOverride
from panah.casework.referrals.models import Leg
from panah.casework.services.models import Bed, Waiting
from panah.casework.services.queries import houses_of
from panah.casework.stays.models import Appointment, ExitRequest, Incident, Stay
from panah.casework.stays.queries import house_letter
from panah.foundation.accounts.queries import coordination_of
from panah.foundation.departures.queries import departures_of
from panah.foundation.documents.models import Letter, StoredFile
from panah.foundation.duty.models import Turn
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import policy_of
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.sealed import Guarded
from panah.programme.champions.models import Application, Champion, KitPiece, QuarterReport
from panah.programme.champions.models import Call as CallForChampions
from panah.programme.directory.models import Adult, AdultPair
from panah.programme.library.models import Item
from panah.programme.outreach.models import Campaign, CampaignMaterial, PlannedPost
from panah.programme.training.models import Event, Module, TestPaper, Trainer

OF_THE_CHILD, OF_THE_CASE = "child__file", "file"
BY_CODE: tuple[type[Guarded], ...] = (
    Case, Concern, Leg, Helper, Transfer, AuthorityRequest, Stay, Outing, Call, ShiftHandOver, Night, StandBy,
    SameQuestion, Event, Adult, Application, Champion, CallForChampions, QuarterReport,
    KitPiece, Item, Campaign, PlannedPost,
)  # fmt: skip
"""Whose code may stand in an address as ``code``; that of a case is its child's."""
IN_A_CASE: dict[str, tuple[type[Guarded], str]] = {
    "case-planned": (PlannedService, OF_THE_CASE),
    "case-cancel": (PlannedService, OF_THE_CASE),
    "service-back": (DeliveredService, OF_THE_CASE),
    "case-track": (Paper, OF_THE_CASE),
    "case-paper": (StoredFile, OF_THE_CASE),
    "told-back": (ToldFact, OF_THE_CASE),
    "interview-back": (Interview, OF_THE_CASE),
    "override": (ConsentOverride, OF_THE_CHILD),
}
"""Addresses that name a record of a case by its id, and in which file of the case that rests."""
OF_A_HOUSE: dict[str, type[Guarded]] = {
    "appointment-done": Appointment,
    "incident": Incident,
    "exit-request": ExitRequest,
}
"""Addresses that name a record of a guest by its id."""
OF_ADULTS = frozenset({"adult-pair", "adult-pair-back"})
"""Addresses that name two adults who may be one person."""
OF_A_MATERIAL = frozenset({"campaign-material", "campaign-material-change", "campaign-given", "campaign-poster"})
"""Addresses that name one material of a campaign."""
OF_A_PAIR = frozenset({"pair", "pair-ask", "pair-own"})
"""Addresses that name two records that may be one child."""
OF_TEACHING: dict[str, Any] = {"module": Module, "version": Module, "trainer": Trainer, "test": TestPaper}
"""What is taught, by whom, and how it is tested, by the word that follows ``training-`` in the name of an address."""
OF_DUTY = frozenset({"duty-turn", "duty-remove"})
"""Addresses that name a turn of duty by its id."""
OF_NOBODY = frozenset({
    "access-end", "calendar-restore", "channel", "channel-code", "channel-code-new", "channel-remove", "duty-restore",
    "unreached-again", "call-month", "call-month-file",
    "coordination-end", "draft-text", "duty-copy", "duty-new", "duty-sheet", "duty-week",
    "indicator", "indicator-rows", "indicator-rows-file", "person", "person-confirm", "person-end", "person-slip",
    "person-witness", "provider", "provider-change", "provider-changes",
    "provider-confirm", "provider-link", "provider-look-after", "provider-retire", "team-reassign",
    "today-remind", "view-remove", "campaign-month", "campaign-given-back", "campaign-airing-back",
    "champion-report",
    "stakeholder", "stakeholder-change", "stakeholder-closed", "stakeholder-duty", "stakeholder-duty-end",
    "stakeholder-duty-remove",
})  # fmt: skip
"""Addresses that name something, and no child."""


def may_open(actor: Actor, path: str) -> bool:
    """Whether ``actor`` may open the page at ``path`` now. What nobody can place is shut."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    policy = policy_of(match.func)
    if policy is None:
        return False
    if policy.permission is not None and policy.permission not in actor.permissions:
        return False
    return not match.kwargs or match.url_name in OF_NOBODY or _is_open(actor, match, policy.permission)


def _is_open(actor: Actor, match: ResolverMatch, permission: Permission | None) -> bool:
    named, values = match.url_name or "", match.kwargs
    if named in IN_A_CASE:
        model, where = IN_A_CASE[named]
        files = model._default_manager.filter(pk=next(iter(values.values()))).values("file")
        return _cases(actor, permission).filter(**{f"{where}__in": files}).exists()
    if named in ("letter", "letter-back", "letter-pdf"):
        letters = Letter.objects.visible_to(actor).filter(code=normalise_code(values["number"]) or "-").values("file")
        return _cases(actor, permission).filter(file__in=letters).exists()
    if named == "house-paper":
        return house_letter(actor, str(values["number"])) is not None
    if named in OF_DUTY:
        return Turn.objects.visible_to(actor).filter(pk=values["turn_id"]).exists()
    if named.startswith("departure"):
        return departures_of(actor).filter(pk=values["departure_id"]).exists()
    if named in OF_A_HOUSE:
        model = OF_A_HOUSE[named]
        return bool(model.objects.visible_to(actor).filter(pk=next(iter(values.values()))).exists())
    if "house" in values:  # its log and its door are full of guests: for those who work there now
        return named == "reserve" or values["house"] in {house.code for house in houses_of(actor)}
    if "body" in values:  # what a coordinator writes of a body belongs to whoever coordinates it now
        coordination = coordination_of(actor)
        return coordination is not None and coordination.bodies().filter(code=values["body"]).exists()
    code = normalise_code(str(values.get("code") or values.get("asked", "").partition(":")[0])) or "-"
    if named in OF_A_PAIR:
        return Pair.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_WORK]).filter(code=code).exists()
    if named in OF_ADULTS:
        return AdultPair.objects.visible_to(actor).filter(code=code).exists()
    if named in OF_A_MATERIAL:
        return CampaignMaterial.objects.visible_to(actor).filter(code=code).exists()
    if named in ("bed", "bed-out"):
        return Bed.objects.visible_to(actor).filter(code=code).exists()
    if named == "waiting-end":
        return Waiting.objects.visible_to(actor).filter(code=code).exists()
    taught = OF_TEACHING.get(named.partition("-")[2].partition("-")[0]) if named.startswith("training-") else None
    if taught is not None and taught._default_manager.visible_to(actor).filter(code=code).exists():
        return True  # else it may be the test of an event
    return any(_rows(actor, model, permission).filter(code=code).exists() for model in BY_CODE)


def _rows(actor: Actor, model: type[Guarded], permission: Permission | None) -> QuerySet[Any]:
    if model is Case:
        return _cases(actor, permission)
    relations = RELATIONS_FOR.get(permission) if permission is not None else None
    rows: QuerySet[Any] = model.objects.visible_to(actor, relations)
    return rows


def _cases(actor: Actor, permission: Permission | None) -> QuerySet[Any]:
    """A relation that opens no case opens no text about one either."""
    usual = RELATIONS_FOR[Permission.CASE_VIEW]
    rows: QuerySet[Any] = Case.objects.visible_to(actor, RELATIONS_FOR.get(permission, usual) if permission else usual)
    return rows

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db.models import QuerySet

from panah.foundation.reference.codes import content_table
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.permissions import Permission
from panah.programme.champions.codes import Again, ApplicationState
from panah.programme.champions.models import Advice, Application, Call, Scoring
from panah.programme.champions.rules import (
    AdvisoryResult,
    Marks,
    SelectionRule,
    Standing,
    applies_again,
    meant_receipt,
    panel_score,
    receipt_for,
    receipt_hash,
    rule_on,
    rules_of,
    standing_of,
)


def champions_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("champions")


@cache
def _selection_rules() -> tuple[SelectionRule, ...]:
    return rules_of(content_table("rules/champions.toml"))


def selection_rule_of(call: Call) -> SelectionRule:
    """The row that holds on the last day of the call."""
    return rule_on(_selection_rules(), call.closes_on)


def open_calls(on: date | None = None) -> list[Call]:
    """Those to which anybody may answer, whoever asks: they are public."""
    rows = Call.objects.open_on(on or clock.today()).select_related("organisation").prefetch_related("regions")
    return list(rows.order_by("closes_on", "code"))


def calls_of(actor: Actor) -> QuerySet[Call]:
    rows: QuerySet[Call] = Call.objects.visible_to(actor).order_by("-opens_on", "code")
    return rows


def criteria_of(call: Call) -> Sequence[str]:
    """The codes that weigh, the heaviest first."""
    return sorted(call.weights, key=lambda code: (-call.weights[code], code))


def receipt_of(form_key: str) -> str:
    """The number of a form: known before it is sent, the same however often it is."""
    return receipt_for(champions_key(), form_key)


def application_of_receipt(text: str) -> Application | None:
    """The application of these digits; nothing for a wrong and an unknown number alike."""
    receipt = meant_receipt(text)
    if not receipt:
        return None
    rows = Application.objects.filter(receipt_hash=receipt_hash(champions_key(), receipt))
    found: Application | None = rows.select_related("call__organisation").first()
    return found


def applications_of(actor: Actor, call: Call) -> QuerySet[Application]:
    rows: QuerySet[Application] = Application.objects.visible_to(actor).filter(call=call)
    return rows.select_related("region").order_by("applied_at", "code")


@dataclass(frozen=True)
class Ranked:
    """An application as it stands among the others. ``own`` says whether whoever asks has scored it."""

    application: Application
    standing: Standing
    members: int
    own: bool
    advice: AdvisoryResult | None = None


def advice_on(application: Application) -> AdvisoryResult | None:
    """What the advisory group said, as somebody brought it; None as long as nobody did."""
    found = Advice.objects.filter(application=application).first()
    return AdvisoryResult(found.score, found.ballots, found.against) if found is not None else None


def ranked(actor: Actor, call: Call) -> list[Ranked]:
    """Each applicant once, the highest score first; without scores in the order in which they came.

    Where the advisory group has not spoken the panel alone orders; whom it said no to comes last.
    """
    rows = list(applications_of(actor, call).counted())  # type: ignore[attr-defined]
    given: dict[object, list[Scoring]] = {}
    for one in Scoring.objects.filter(application__in=rows, has_conflict=False):
        given.setdefault(one.application_id, []).append(one)
    rule = selection_rule_of(call)
    advice = {
        one.application_id: AdvisoryResult(one.score, one.ballots, one.against)
        for one in Advice.objects.filter(application__in=rows)
    }  # fmt: skip
    found = [_ranked(actor, call, rule, row, given.get(row.pk, []), advice.get(row.pk)) for row in rows]
    return sorted(
        found,
        key=lambda one: (not one.standing.may_be_selected, one.standing.score is None, -(one.standing.score or 0)),
    )


def _ranked(
    actor: Actor, call: Call, rule: SelectionRule, row: Application, given: Sequence[Scoring],
    advice: AdvisoryResult | None,
) -> Ranked:  # fmt: skip
    score = panel_score(call.weights, [one.points for one in given])
    own = any(str(one.person_id) == actor.id for one in given)
    return Ranked(row, standing_of(rule, score, advice), len(given), own, advice)


def may_score(actor: Actor, application: Application) -> bool:
    """While nobody has decided: one of the panel, who sees the application because nobody near applied."""
    waits = application.state in (ApplicationState.APPLIED, ApplicationState.SHORTLISTED)
    is_there = application.forgotten_at is None
    return waits and is_there and Permission.CHAMPION_SCORE in actor.permissions


def lookalikes_of(application: Application) -> list[tuple[Application, Again]]:
    """Earlier and later ones of the same call that are, or may be, of the same person."""
    names = set(application.marks.values_list("mark", flat=True))
    ours = Marks(application.phone_mark, frozenset(names))
    others = Application.objects.filter(call=application.call_id).exclude(pk=application.pk)
    found = []
    for one in others.prefetch_related("marks"):
        theirs = Marks(one.phone_mark, frozenset(mark.mark for mark in one.marks.all()))
        again = applies_again(ours, theirs)
        if again is not Again.ANOTHER:
            found.append((one, again))
    return sorted(found, key=lambda pair: pair[0].applied_at)

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from panah.foundation.documents.actions import issue_letter
from panah.foundation.documents.models import Letter
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed
from panah.programme.champions.actions.calling import wait_for_answers
from panah.programme.champions.actions.people import take_on
from panah.programme.champions.actions.refusals import (
    AdviceRefused,
    AdvisoryNo,
    DayRefused,
    DecidedAlready,
    MinutesMissing,
    NotDecided,
    PlacesTaken,
    PointsRefused,
    WordsAreGone,
)
from panah.programme.champions.codes import DECIDED, ApplicationState, Paper
from panah.programme.champions.models import Advice, Application, Call, Scoring
from panah.programme.champions.queries import advice_on, selection_rule_of
from panah.programme.champions.rules import (
    AdvisoryResult,
    Standing,
    are_whole_points,
    is_whole_advice,
    panel_score,
    standing_of,
)

LONGEST_POST = 160
ADVICE_IS_NEW = timedelta(days=366)
CHECKED = "champion"
"""For whom: such a letter can be checked by its number."""


@action(Permission.CHAMPION_KEEP, on="application")
def shortlist(*, by: Actor, application: Application, is_on: bool) -> Application:
    """On the short list, or off it again."""
    if application.state not in (ApplicationState.APPLIED, ApplicationState.SHORTLISTED):
        raise DecidedAlready
    application.state = ApplicationState.SHORTLISTED if is_on else ApplicationState.APPLIED
    application.save(update_fields=["state"])
    return application


@action(Permission.CHAMPION_SCORE, on="application")
def score_application(
    *, by: Actor, application: Application, points: Mapping[str, int], remark: str = "", idempotency_key: str = ""
) -> Scoring:
    """What one of the panel gives; a second time it replaces the first, until somebody has decided."""
    must_be_open(application)
    if not are_whole_points(application.call.weights, points):
        raise PointsRefused
    member = _member(by)
    own = Scoring.objects.filter(application=application, person_id=member).first()
    scoring = own or Scoring(file=application.file, application=application, person_id=member)
    scoring.points, scoring.remark, scoring.written_at = dict(points), remark.strip(), clock.now()
    scoring.save()
    return scoring


def _member(by: Actor) -> UUID:
    """The panel is made of people."""
    if by.person_id is None:
        raise NotPermitted
    return by.person_id


@action(Permission.CHAMPION_SCORE, on="application")
def say_conflict(*, by: Actor, application: Application) -> Scoring:
    """The applicant is somebody near: this member sees the application no more, and the own points do not count."""
    if application.state in DECIDED:
        raise DecidedAlready
    scoring, _is_new = Scoring.objects.update_or_create(
        application=application, person_id=_member(by),
        defaults={"file": application.file, "points": {}, "has_conflict": True, "written_at": clock.now()},
    )  # fmt: skip
    return scoring


@action(Permission.CHAMPION_KEEP, on="application")
def note_advice(
    *, by: Actor, application: Application, result: AdvisoryResult, brought_by: str, brought_on: date,
    idempotency_key: str = "",
) -> Advice:  # fmt: skip
    """What the advisory group said, as somebody brought it: sums, and no member. A second time it replaces the first.

    It weighs beside the panel, and a no of two thirds ends the application whatever the panel gave.
    """
    must_be_open(application)
    if not is_whole_advice(result) or not brought_by.strip() or len(brought_by) > LONGEST_POST:
        raise AdviceRefused
    if not timedelta(0) <= clock.today() - brought_on <= ADVICE_IS_NEW:
        raise DayRefused
    advice = Advice.objects.filter(application=application).first()
    advice = advice or Advice(file=application.file, application=application)
    advice.score, advice.ballots, advice.against = round(result.score), result.ballots, result.against
    advice.brought_by, advice.brought_on = brought_by.strip(), brought_on
    advice.written_by_id, advice.written_at = by.person_id, clock.now()
    advice.save()
    return advice


def must_be_open(application: Application) -> None:
    """Nobody has decided, nobody has taken it back, and its words are there."""
    if application.state in DECIDED or application.state == ApplicationState.WITHDRAWN:
        raise DecidedAlready
    if application.forgotten_at is not None:
        raise WordsAreGone


@action(Permission.CHAMPION_KEEP, on="application")
def decide_application(
    *, by: Actor, application: Application, decision: ApplicationState, minutes: str, idempotency_key: str = ""
) -> Application:
    """Selected, in reserve or not, with minutes; what it rests on is kept as it stood.

    Whoever is selected becomes an adult of the public work. Nobody is whom the advisory group said no to.
    """
    if application.forgotten_at is not None:
        raise WordsAreGone
    from_reserve = application.state == ApplicationState.RESERVE and decision != ApplicationState.RESERVE
    if (application.state in DECIDED and not from_reserve) or application.state == ApplicationState.WITHDRAWN:
        raise DecidedAlready
    if decision not in DECIDED or application.repeats_id is not None:
        raise NotDecided
    if not minutes.strip():
        raise MinutesMissing
    standing = _standing(application)
    if decision != ApplicationState.NOT_SELECTED and not standing.may_be_selected:
        raise AdvisoryNo
    if decision == ApplicationState.SELECTED:
        _must_be_free(application)
    open_sealed(application)
    application.state, application.minutes = decision, minutes.strip()
    application.decided_at, application.decided_by_id = clock.now(), by.person_id
    application.score = None if standing.score is None else Decimal(round(standing.score * 10)) / 10
    application.rests_on, application.answered_at = standing.rests_on, None
    application.save()
    if decision == ApplicationState.SELECTED:
        take_on(by=by, application=application)
    return application


def _standing(application: Application) -> Standing:
    rows = application.scorings.filter(has_conflict=False).values_list("points", flat=True)
    score = panel_score(application.call.weights, rows)
    return standing_of(selection_rule_of(application.call), score, advice_on(application))


def _must_be_free(application: Application) -> None:
    call = Call.objects.select_for_update().get(pk=application.call_id)  # of two who decide at once the second waits
    if call.applications.filter(state=ApplicationState.SELECTED).count() >= call.places:
        raise PlacesTaken


@action(Permission.CHAMPION_KEEP, on="application")
def answer_application(
    *, by: Actor, application: Application, language: str, text: str, idempotency_key: str = ""
) -> Letter:
    """The letter with the answer, under the next number of the office. Its words were put together by the page."""
    if application.state not in DECIDED:
        raise NotDecided
    if application.forgotten_at is not None:
        raise WordsAreGone
    letter = issue_letter(
        by=by, record=application, subject_code=application.code, kind=Paper.ANSWER, language=language, text=text,
        recipient=CHECKED,
    )  # fmt: skip
    application.answered_at = application.answered_at or clock.now()
    application.save(update_fields=["answered_at"])
    wait_for_answers(by=by, call=application.call)
    return letter

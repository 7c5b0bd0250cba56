"""What goes by itself: words of applications that were not selected, and what is left in the files of who was forgotten."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from panah.foundation.clocks.actions import stop_all_timers
from panah.foundation.documents.actions import forget_letters
from panah.foundation.documents.models import Letter, Translation
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.programme.champions.codes import ApplicationState
from panah.programme.champions.models import Advice, Application, ApplicationMark, Champion, Scoring
from panah.programme.champions.models.calling import OF_AN_APPLICATION
from panah.programme.champions.rules import KEPT_AFTER_DECISION

_DECIDED = (ApplicationState.NOT_SELECTED, ApplicationState.RESERVE)


@action(Permission.CLOCK_WORK, on=None)
def sweep_applications(*, by: Actor, limit: int = 500) -> int:
    """A year after the decision nothing is left of who was not selected but a number. Gives how many were emptied.

    Of what nobody decided the year runs from the end of the call. What is left of who was forgotten goes here too.
    """
    old = Application.objects.filter(_due()).filter(forgotten_at=None)
    rows = list(old.select_for_update(of=("self",)).order_by("pk")[:limit])
    for row in rows:
        for name, value in OF_AN_APPLICATION.left_of(row).items():
            setattr(row, name, value)
        row.save()
    _sweep_around()
    files = File.objects.filter(
        pk__in=Application.objects.exclude(forgotten_at=None).values("file")
    ) | File.objects.filter(pk__in=_forgotten().values("file"))
    forget_letters(by=by, letters=Letter.objects.filter(file__in=files))
    Translation.objects.filter(file__in=files).delete()
    _let_go(by)
    return len(rows)


def _due() -> Q:
    since = clock.now() - KEPT_AFTER_DECISION
    last_day = clock.today() - timedelta(days=KEPT_AFTER_DECISION.days)
    is_open = Q(state__in=(ApplicationState.APPLIED, ApplicationState.SHORTLISTED), call__closes_on__lt=last_day)
    taken_back = Q(state=ApplicationState.WITHDRAWN, answered_at__lt=since)
    return Q(state__in=_DECIDED, decided_at__lt=since) | taken_back | is_open


def _sweep_around() -> None:
    """What others wrote beside it, and by what the name would be known again."""
    gone = Application.objects.exclude(forgotten_at=None).values("pk")
    ApplicationMark.objects.filter(application__in=gone).delete()
    Scoring.objects.filter(application__in=gone).exclude(remark=None).update(remark=None)
    Advice.objects.filter(application__in=gone).exclude(brought_by=None).update(brought_by=None)


def _forgotten() -> QuerySet[Champion]:
    rows: QuerySet[Champion] = Champion.objects.exclude(adult__forgotten_at=None)
    return rows


def _let_go(by: Actor) -> None:
    """Nothing waits of who was forgotten, and no account opens it."""
    for one in _forgotten().select_related("file"):
        stop_all_timers(by=by, file=one.file, outcome="forgotten")
        grants.revoke_relations([one.file], [Relation.OWNER])

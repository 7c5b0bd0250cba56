"""The small figures over Today: at most four for a role, as words."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.calls.queries import day_of_line
from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.queries import cases_visible_to
from panah.casework.linking.queries import pairs_waiting
from panah.casework.outings.models import OutingChild
from panah.casework.outings.queries import outings_of, standings
from panah.casework.services.queries import beds_tonight, houses_of
from panah.casework.stays.models import Stay
from panah.foundation.clocks.codes import OF_THE_LEADERS, TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import awaited_by
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.web.components.values import Chip, Tone
from panah.web.today.queries import Standing

A_MONTH = timedelta(days=30)
NAMED = 3  # people of whom it is said how much is late
Figures = Callable[[Actor, datetime, Standing], list[Chip]]


def small_figures(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    """Those of the role at work; none for roles without children."""
    figures = _OF_ROLE.get(actor.role)
    return figures(actor, now, standing) if figures else []


def _of_the_desk(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    """Concerns that nobody has looked at, those that wait for a decision, referrals without an answer."""
    rows = Timer.objects.visible_to(actor).running()
    kinds = rows.filter(kind__in=(TimerKind.CONCERN_FIRST_LOOK, TimerKind.CONCERN_TRIAGE)).order_by()
    counts = dict(kinds.values_list("kind").annotate(count=Count("pk")))
    return [
        _chip(_("New concerns: %(count)d"), counts.get(TimerKind.CONCERN_FIRST_LOOK, 0)),
        _chip(_("To decide: %(count)d"), counts.get(TimerKind.CONCERN_TRIAGE, 0)),
        _chip(_("Referrals without an answer: %(count)d"), awaited_by(actor).order_by().count()),
    ]


def _of_a_caseworker(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    cases = cases_visible_to(actor).filter(stage__in=OPEN_STAGES).order_by()
    counts = cases.aggregate(all=Count("pk"), high=Count("pk", filter=Q(risk="high")))
    return [
        _chip(_("Open: %(count)d"), counts["all"]),
        _chip(_("High risk: %(count)d"), counts["high"]),
        _chip(_("Late: %(count)d"), standing.late, Tone.LATE),
        *_pairs(actor),
    ]


def _pairs(actor: Actor) -> list[Chip]:
    """Records that may be one child; nothing where none waits."""
    count = pairs_waiting(actor).order_by().count()
    return [_chip(_("May be the same child: %(count)d"), count, Tone.DUE)] if count else []


def _of_a_house(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    """Free and occupied tonight, and who stays longer than was expected."""
    beds = [one for house in houses_of(actor) for one in beds_tonight(house)]
    over = Stay.objects.visible_to(actor).here().filter(expected_until__lt=localtime(now).date()).count()
    here = sum(one.hold is not None and one.hold.until is None for one in beds)
    return [
        _chip(_("Free tonight: %(count)d"), sum(one.is_free for one in beds), Tone.OK),
        _chip(_("Occupied: %(count)d"), here),
        _chip(_("Longer than expected: %(count)d"), over, Tone.LATE),
    ]


def _of_a_mobile_group(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    """The own outings that are not closed, whom they handed on in a month, and who of them waits for an answer."""
    mine = outings_of(actor)
    rows = OutingChild.objects.visible_to(actor).filter(same_as=None, arrived_at__gte=now - A_MONTH)
    children = list(rows.select_related("concern"))
    waiting = sum(not one.is_answered for one in standings(children).values())
    return [
        _chip(_("Outings not closed: %(count)d"), mine.filter(closed_at=None).count()),
        _chip(_("Handed on in 30 days: %(count)d"), len(children)),
        _chip(_("Without an answer: %(count)d"), waiting, Tone.DUE),
    ]


def _of_a_line(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    """How many called today, how soon concerns were passed on, who called again, who said nothing."""
    day = day_of_line(actor, now)
    quick = _("Concerns within an hour: %(count)d of %(all)d") % {"count": day.passed_on_in_time, "all": day.concerns}
    return [
        _chip(_("Calls today: %(count)d"), day.calls),
        Chip(Tone.DUE if day.passed_on_in_time < day.concerns else Tone.MUTE, quick),
        _chip(_("Repeat callers: %(count)d"), day.repeat_callers),
        _chip(_("Silent calls: %(count)d"), day.silent),
    ]


def _of_a_supervisor(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    """Late by worker, how cases are spread, consents that end."""
    consents = Timer.objects.visible_to(actor).running().filter(kind=TimerKind.CONSENT_ENDS)
    return [*_of_the_team(actor, now), _chip(_("Consents to renew: %(count)d"), consents.count()), *_pairs(actor)]


def _of_a_head(actor: Actor, now: datetime, standing: Standing) -> list[Chip]:
    """Late by worker, how cases are spread, what others owe."""
    return [
        *_of_the_team(actor, now), _chip(_("Others owe us: %(count)d"), awaited_by(actor).order_by().count()), *_pairs(actor),
    ]  # fmt: skip


def _of_the_team(actor: Actor, now: datetime) -> list[Chip]:
    late = Timer.objects.visible_to(actor).running().filter(due_at__lt=now).exclude(kind__in=OF_THE_LEADERS).order_by()
    by_worker = list(late.values_list("person__display_name").annotate(count=Count("pk")).order_by("-count"))
    cases = cases_visible_to(actor).filter(stage__in=OPEN_STAGES, lead__isnull=False).order_by()
    loads = [count for _lead, count in cases.values_list("lead").annotate(count=Count("pk"))]
    spread = f"{min(loads)}–{max(loads)}" if loads else "0"
    return [
        Chip(Tone.LATE if by_worker else Tone.MUTE, _late_words(by_worker)),
        Chip(Tone.MUTE, _("Cases per worker: %(spread)s") % {"spread": spread}),
    ]


def _late_words(by_worker: list[tuple[str | None, int]]) -> str:
    """ "Late: 7 (Aigul 4, given to nobody 2, Nurzhan 1)"."""
    total = _("Late: %(count)d") % {"count": sum(count for _name, count in by_worker)}
    nobody = _("given to nobody")
    names = ", ".join(f"{name or nobody} {count}" for name, count in by_worker[:NAMED])
    return f"{total} ({names})" if names else total


def _chip(words: str, count: int, tone: Tone = Tone.MUTE) -> Chip:
    """A nothing is said quietly."""
    return Chip(tone if count else Tone.MUTE, words % {"count": count})


_OF_ROLE: dict[str, Figures] = {
    Role.DUTY_WORKER: _of_the_desk,
    Role.CASEWORKER: _of_a_caseworker,
    Role.MOBILE_GROUP_MEMBER: _of_a_mobile_group,
    Role.SHELTER_MANAGER: _of_a_house,
    Role.HOTLINE_OPERATOR: _of_a_line,
    Role.SUPERVISOR: _of_a_supervisor,
    Role.HEAD_OF_ORGANISATION: _of_a_head,
}

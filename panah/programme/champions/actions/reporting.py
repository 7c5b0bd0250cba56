from dataclasses import dataclass

from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed
from panah.programme.champions.actions.refusals import (
    QuarterNotOver,
    ReportAccepted,
    ReportNotSent,
    ReportRefused,
)
from panah.programme.champions.actions.stories import clearance_of, take_papers_back
from panah.programme.champions.codes import Paper, ReportState
from panah.programme.champions.models import Act, Champion, QuarterReport
from panah.programme.champions.queries import numbers_of, year_of
from panah.programme.champions.rules import Quarter, quarters_to_report

LONGEST = 4_000
_ASKED = (TimerKind.CHAMPION_REPORT, TimerKind.CHAMPION_CALL)


@dataclass(frozen=True)
class Told:
    """The three boxes."""

    result: str
    difficulty: str = ""
    following: str = ""
    tells_story: bool = False

    @property
    def texts(self) -> dict[str, str]:
        return {name: str(getattr(self, name)).strip() for name in ("result", "difficulty", "following")}


@action(Permission.CHAMPION_WORK, on="champion")
def send_report(
    *, by: Actor, champion: Champion, quarter: Quarter, told: Told, idempotency_key: str = ""
) -> QuarterReport:
    """The report of a quarter that is over; its numbers are those of now, and stay."""
    return _sent(by, champion, quarter, told)


@action(Permission.CHAMPION_KEEP, on="champion")
def take_report(
    *, by: Actor, champion: Champion, quarter: Quarter, told: Told, idempotency_key: str = ""
) -> QuarterReport:
    """The same as told by telephone, of somebody who does not write it oneself."""
    return _sent(by, champion, quarter, told)


def _sent(by: Actor, champion: Champion, quarter: Quarter, told: Told) -> QuarterReport:
    texts = told.texts
    if quarter not in quarters_to_report(champion.since, champion.until, clock.today()):
        raise QuarterNotOver
    if not texts["result"] or any(len(text) > LONGEST for text in texts.values()):
        raise ReportRefused
    known = champion.reports.filter(year=quarter.year, quarter=quarter.number).first()
    if known is not None and known.state == ReportState.ACCEPTED:
        raise ReportAccepted
    report = known or QuarterReport(
        file=champion.file, champion=champion, year=quarter.year, quarter=quarter.number
    )  # fmt: skip
    if known is not None:
        open_sealed(report)
    for name, text in texts.items():
        setattr(report, name, text)
    report.clearance = clearance_of(told.tells_story)
    if told.tells_story:
        take_papers_back(by=by, file=champion.file, kind=Paper.REPORT)
    acts = Act.objects.standing().filter(
        champion=champion, happened_on__gte=quarter.first, happened_on__lte=quarter.last
    )
    report.numbers, report.state, report.sent_at = numbers_of(acts), ReportState.SENT, clock.now()
    report.save()
    stop_timers(by=by, file=champion.file, kinds=_ASKED, outcome="sent", address_code=str(quarter))
    stop_timers(by=by, file=champion.file, kinds=(TimerKind.CHAMPION_CALL,), outcome="sent")
    stop_timers(
        by=by, file=champion.file, kinds=(TimerKind.CHAMPION_REPORT_READ,), outcome="sent anew",
        address_code=report.code,
    )  # fmt: skip
    if not year_of(champion).is_inactive:
        stop_timers(by=by, file=champion.file, kinds=(TimerKind.CHAMPION_END,), outcome="sent")
    start_timer(
        by=by, file=champion.file, kind=TimerKind.CHAMPION_REPORT_READ, urgency="normal",
        owner=Owner(champion.organisation), shown=Shown(champion.code, "champion-report-read", report.code),
    )  # fmt: skip
    return report


@action(Permission.CHAMPION_KEEP, on="report")
def accept_report(*, by: Actor, report: QuarterReport) -> QuarterReport:
    """What stands in it is counted; the acts of its quarter do not change any more."""
    if report.state != ReportState.SENT:
        raise ReportNotSent
    report.state, report.accepted_at, report.accepted_by_id = ReportState.ACCEPTED, clock.now(), by.person_id
    report.save(update_fields=["state", "accepted_at", "accepted_by"])
    _read(by, report, "accepted")
    return report


@action(Permission.CHAMPION_KEEP, on="report")
def return_report(*, by: Actor, report: QuarterReport, because: str) -> QuarterReport:
    """Something is missing: the champion reads what."""
    if report.state != ReportState.SENT:
        raise ReportNotSent
    if not because.strip():
        raise ReportRefused
    report.state, report.returned_because = ReportState.RETURNED, because.strip()
    report.save()
    _read(by, report, "returned")
    return report


def _read(by: Actor, report: QuarterReport, outcome: str) -> None:
    stop_timers(
        by=by, file=report.file, kinds=(TimerKind.CHAMPION_REPORT_READ,), outcome=outcome, address_code=report.code
    )

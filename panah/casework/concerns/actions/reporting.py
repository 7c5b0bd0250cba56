from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from panah.casework.concerns import rules
from panah.casework.concerns.actions.nights import start_guardian_clock
from panah.casework.concerns.actions.refusals import MessageMissing, ReportIncomplete, TextTooLong, UnknownReceipt
from panah.casework.concerns.codes import AboutWhom, ConcernStatus, SafeWay, Sender, Urgency
from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage, Poster
from panah.casework.concerns.queries import (
    concern_of_receipt,
    nights,
    organisation_that_looks_first,
    receipt_hash_of,
    receipt_of,
    shown_of,
    told_hash_of,
    urgent_signs,
)
from panah.foundation.clocks.actions import Owner, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.duty.actions import tell_on_duty
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role


@dataclass(frozen=True)
class ChildTold:
    """A child as the reporter tells it; all of it may be unknown."""

    age_band: str = "unknown"
    sex: str = "unknown"
    language: str = "unknown"
    name: str = ""


@dataclass(frozen=True)
class ConcernDetails:
    """A report. Signs are required, and either a contact or the wish to stay anonymous; the place may be unknown.

    Somebody young who writes in the first person (``about_whom``) needs no sign: the message alone is required.
    """

    signs: tuple[str, ...]
    language: str
    is_danger_now: str = "unknown"
    what_was_seen: str = ""
    children: tuple[ChildTold, ...] = (ChildTold(),)
    place: Place | None = None
    where_child_is: str = ""
    reporter_role: str = ""
    reporter_contact: str = ""
    stays_anonymous: bool = False
    safe_time: str = ""
    is_unverified: bool = False
    sleeps_tonight: str = "unknown"
    sleeps_with: str = ""
    is_same_family: str = "unknown"
    about_whom: str = ""
    safe_way: str = ""
    safe_when: str = ""
    written_at: datetime | None = None  # of a report that waited on a phone, by the phone's own clock
    poster: Poster | None = None  # by which it came: counted, and not kept with the concern

    def told(self) -> Mapping[str, object]:
        """What the reporter said, without how and when the form came."""
        children = [[child.age_band, child.sex, child.language, child.name] for child in self.children]
        first_person = [self.about_whom, self.safe_way, self.safe_when]
        own = {"first_person": first_person} if self.about_whom else {}
        return {
            "signs": sorted(self.signs), "danger": self.is_danger_now, "seen": self.what_was_seen, "children": children,
            "place": self.place.code if self.place else "", "where": self.where_child_is, "role": self.reporter_role,
            "contact": self.reporter_contact, "anonymous": self.stays_anonymous, "time": self.safe_time,
            "night": self.sleeps_tonight, "with": self.sleeps_with, "family": self.is_same_family,
            **own,
        }  # fmt: skip


@action(Permission.CONCERN_REPORT, on=None)
def report_concern(*, by: Actor, details: ConcernDetails, idempotency_key: str) -> Concern:
    """Keep a report under its own key, let the duty organisation in, start the clock and tell the duty workers.

    The key of the form makes the receipt (``queries.receipt_of``): a form sent twice is one concern with one receipt.
    """
    _check(details, idempotency_key)
    organisation = organisation_that_looks_first(details.place)
    file = vault.open_file(FileKind.CONCERN)
    if organisation is not None:
        grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.DUTY)
    concern = Concern.objects.create(
        file=file, code=file.code, receipt_hash=receipt_hash_of(receipt_of(idempotency_key)),
        told_hash=told_hash_of(details.told()), organisation=organisation, received_at=clock.now(),
        urgency=_urgency_of(details), sleeps_tonight=details.sleeps_tonight, sleeps_with=details.sleeps_with,
        is_same_family=details.is_same_family if len(details.children) > 1 else "unknown",
        is_danger_now=details.is_danger_now, signs=list(details.signs), what_was_seen=details.what_was_seen,
        place=details.place, where_child_is=details.where_child_is, reporter_role=details.reporter_role,
        reporter_contact=details.reporter_contact, stays_anonymous=details.stays_anonymous,
        safe_time=details.safe_time, language=details.language, is_unverified=details.is_unverified,
        about_whom=details.about_whom, safe_way=details.safe_way, safe_when=details.safe_when,
        written_at=details.written_at,
    )  # fmt: skip
    children = [
        ConcernChild.objects.create(
            file=file, concern=concern, position=position, age_band=child.age_band, sex=child.sex,
            language=child.language, name=child.name,
        )
        for position, child in enumerate(details.children, start=1)
    ]  # fmt: skip
    start_timer(
        by=by, file=file, kind=TimerKind.CONCERN_FIRST_LOOK, urgency=concern.urgency, owner=Owner(organisation),
        shown=shown_of(concern, children[0]),
    )  # fmt: skip
    start_guardian_clock(by, concern)
    _count_arrival(details.poster)
    _tell_office(by, concern, NoticeKind.CONCERN_ARRIVED)
    return concern


def _count_arrival(poster: Poster | None) -> None:
    """One more came by this picture. Which message it was stands nowhere, in the record of acts neither."""
    if poster is None:
        return
    row, month = Poster.objects.hanging().filter(pk=poster.pk), clock.today().replace(day=1)
    row.exclude(counted_in=month).update(came_before=F("came"), counted_in=month)
    row.update(came=F("came") + 1)


def _urgency_of(details: ConcernDetails) -> Urgency:
    is_without_adult = rules.needs_guardian(details.sleeps_tonight, nights())
    return rules.urgency_of(details.is_danger_now, details.signs, urgent_signs(), is_without_adult=is_without_adult)


def _check(details: ConcernDetails, idempotency_key: str) -> None:
    if not idempotency_key:
        raise ValueError("a report needs the key of its form: the receipt follows from it")
    if not 1 <= len(details.children) <= rules.MOST_CHILDREN:
        raise ValueError(f"a concern names 1 to {rules.MOST_CHILDREN} children")
    texts = {
        "what_was_seen": details.what_was_seen, "where_child_is": details.where_child_is,
        "reporter_contact": details.reporter_contact, "sleeps_with": details.sleeps_with,
        "name": max((child.name for child in details.children), key=len), "safe_when": details.safe_when,
    }  # fmt: skip
    for fault in rules.too_long(texts):
        raise TextTooLong(fault)
    _check_first_person(details)
    known = set(code_list("public_signs").codes)
    if not (details.signs or details.about_whom) or not set(details.signs) <= known:
        raise ReportIncomplete
    if details.sleeps_tonight not in code_list("sleeps_tonight"):
        raise ReportIncomplete
    if details.is_same_family not in code_list("yes_no_unknown"):
        raise ReportIncomplete
    if bool(details.reporter_contact) == details.stays_anonymous:
        raise ReportIncomplete


def _check_first_person(details: ConcernDetails) -> None:
    """Of somebody young the message is required and nothing else."""
    if not details.about_whom:
        return
    is_known = details.about_whom in set(AboutWhom) and details.safe_way in {"", *SafeWay}
    if not is_known or not details.what_was_seen.strip():
        raise MessageMissing


def _tell_office(by: Actor, concern: Concern, kind: NoticeKind) -> None:
    """Whoever is on duty first; then all of the desk, as without a list."""
    if concern.organisation is not None:
        tell_on_duty(
            by=by, organisation=concern.organisation, kind=kind, permission=Permission.CONCERN_TRIAGE,
            subject_code=concern.code, urgency=concern.urgency,
        )  # fmt: skip
        queue_notice(
            by=by, kind=kind, organisation=concern.organisation, roles=(Role.DUTY_WORKER,), subject_code=concern.code,
            urgency=concern.urgency,
        )  # fmt: skip


@action(Permission.CONCERN_REPORT, on=None)
def add_message(
    *, by: Actor, receipt: str, text: str, is_unverified: bool = False, idempotency_key: str = ""
) -> ConcernMessage:  # fmt: skip
    """What a reporter adds with the receipt; the office gets a clock to read it, and what was set aside comes back."""
    concern = _concern_of(receipt)
    for fault in rules.too_long({"message": text}):
        raise TextTooLong(fault)
    return _write_message(by, concern, text, is_unverified=is_unverified)


@action(Permission.CONCERN_REPORT, on=None)
def tell_again(*, by: Actor, receipt: str, details: ConcernDetails, text: str) -> ConcernMessage:
    """A form that was sent already comes back with other answers: what it says now is added, nothing is replaced.

    ``text`` is the whole report in words.
    """
    concern = _concern_of(receipt)
    concern.told_hash = told_hash_of(details.told())
    concern.save(update_fields=["told_hash"])
    return _write_message(by, concern, text)


def _concern_of(receipt: str) -> Concern:
    concern = concern_of_receipt(receipt)
    if concern is None:
        raise UnknownReceipt
    return concern


def _write_message(by: Actor, concern: Concern, text: str, *, is_unverified: bool = False) -> ConcernMessage:
    message = ConcernMessage.objects.create(
        file_id=concern.file_id, concern=concern, sender=Sender.REPORTER, text=text, written_at=clock.now(),
        is_unverified=is_unverified,
    )  # fmt: skip
    stop_timers(by=by, file=concern.file, kinds=(TimerKind.CONCERN_MESSAGE,), outcome="another_message")
    if concern.status != ConcernStatus.RECEIVED:  # else the first look runs, and finds it
        start_timer(
            by=by, file=concern.file, kind=TimerKind.CONCERN_MESSAGE, urgency=concern.urgency,
            owner=Owner(concern.organisation), shown=shown_of(concern),
        )  # fmt: skip
    _tell_office(by, concern, NoticeKind.ANSWER_CAME)
    return message

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from panah.foundation.notices.codes import DANGER, NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.reference.codes import code_list

PAGES = {
    NoticeKind.CONCERN_ARRIVED: "concern",
    NoticeKind.REFERRAL_ARRIVED: "referral",
    NoticeKind.ANSWER_CAME: "referral",
    NoticeKind.REFERRAL_REFUSED: "referral",
    NoticeKind.LINK_PAUSED: "referral",
    NoticeKind.PRESSED: "referral",
    NoticeKind.NAMED_RESPONSIBLE: "referral",
    NoticeKind.OVERRIDE_TO_CONFIRM: "case-consent",
    NoticeKind.OVERRIDE_LAPSED: "case-consent",
    NoticeKind.HELP_ASKED: "helper-part",
    NoticeKind.HELP_WRITTEN: "case-share",
    NoticeKind.TRANSFER_ARRIVED: "transfer",
    NoticeKind.CASE_ASSIGNED: "case",
    NoticeKind.PLAN_TO_APPROVE: "case-plan",
    NoticeKind.PLAN_ANSWERED: "case-plan",
    NoticeKind.CLOSURE_TO_SIGN: "case",
    NoticeKind.CLOSURE_ANSWERED: "case",
}
"""Where a notice leads; one about a deadline leads to Today, where each row has its button."""


@dataclass(frozen=True)
class NoticeRow:
    id: str
    words: str
    code: str
    url: str
    at: datetime
    due_at: datetime | None
    is_danger: bool


def row_of_notice(notice: Notice) -> NoticeRow:
    kind = NoticeKind(notice.kind)
    return NoticeRow(
        id=str(notice.pk),
        words=_words(notice),
        code=notice.subject_code,
        url=_address(kind, notice.subject_code),
        at=notice.created_at,
        due_at=notice.due_at,
        is_danger=notice.urgency == DANGER,
    )


def _words(notice: Notice) -> str:
    """What it is; where it stands for several, how many."""
    label = code_list("notice_kind").label(notice.kind)
    return f"{label}: {notice.count}" if notice.count > 1 else label


def _address(kind: NoticeKind, code: str) -> str:
    try:
        return reverse(PAGES[kind], args=[code]) if code and kind in PAGES else reverse("today")
    except NoReverseMatch:
        return reverse("today")

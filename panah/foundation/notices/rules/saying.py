"""What several notices say as one message: numbers and one time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from panah.foundation.notices.codes import ANSWERS, DANGER, DEADLINES, REQUESTS, NoticeKind


@dataclass(frozen=True)
class Item:
    """What one notice adds to a message."""

    kind: NoticeKind
    count: int
    urgency: str
    due_at: datetime | None


@dataclass(frozen=True)
class Digest:
    """Several notices to one person as one message. What is urgent is counted there alone."""

    urgent: int = 0
    requests: int = 0
    answer_by: datetime | None = None
    answers: int = 0
    near: int = 0
    late: int = 0
    looks_at_log: bool = False
    others: int = 0

    @property
    def is_empty(self) -> bool:
        return self == Digest()


def digest(items: Iterable[Item]) -> Digest:
    every = list(items)
    calm = [item for item in every if item.urgency != DANGER]
    requests = [item for item in calm if item.kind in REQUESTS]
    said = REQUESTS | ANSWERS | DEADLINES | {NoticeKind.UNUSUAL_ACCESS}
    return Digest(
        urgent=sum(item.count for item in every if item.urgency == DANGER),
        requests=sum(item.count for item in requests),
        answer_by=min((item.due_at for item in requests if item.due_at), default=None),
        answers=sum(item.count for item in calm if item.kind in ANSWERS),
        near=sum(item.count for item in calm if item.kind == NoticeKind.DEADLINE_NEAR),
        late=sum(item.count for item in calm if item.kind == NoticeKind.DEADLINE_PASSED),
        looks_at_log=any(item.kind == NoticeKind.UNUSUAL_ACCESS for item in calm),
        others=sum(item.count for item in calm if item.kind not in said),
    )

"""Queueing needs an action around it; sending needs a mail server that can be broken."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.models import Notice
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from tests.panah.foundation import given

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ALMATY)
MORNING = datetime(2026, 11, 24, 8, 30, tzinfo=ALMATY)


@action(Permission.STAFF_MANAGE, on=None, is_audited=False)
def _tell(*, by: Actor, words: dict[str, Any]) -> list[Notice]:
    return queue_notice(**{"by": by, **words})


def told(by: Actor | None = None, **words: Any) -> list[Notice]:
    """Queue notices from within an action."""
    return _tell(by=given.SYSTEM, words={"by": by or given.SYSTEM, **words})

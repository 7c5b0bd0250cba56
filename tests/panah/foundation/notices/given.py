"""Queueing needs an action around it; sending needs a mail server that can be broken."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.notices import rules
from panah.foundation.notices.actions import confirm_address, queue_notice, write_address
from panah.foundation.notices.codes import Channel
from panah.foundation.notices.models import Address, Message, Notice
from panah.foundation.notices.queries import channels_key
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

ALMATY = ZoneInfo("Asia/Almaty")
# A Monday after every run: what these tests write down now must lie before it.
NOON = datetime(2043, 11, 23, 12, 0, tzinfo=ALMATY)
NIGHT = datetime(2043, 11, 23, 22, 0, tzinfo=ALMATY)
MORNING = datetime(2043, 11, 24, 8, 30, tzinfo=ALMATY)


@action(Permission.STAFF_MANAGE, on=None, is_audited=False)
def _tell(*, by: Actor, words: dict[str, Any]) -> list[Notice]:
    return queue_notice(**{"by": by, **words})


def told(by: Actor | None = None, **words: Any) -> list[Notice]:
    """Queue notices from within an action."""
    return _tell(by=given.SYSTEM, words={"by": by or given.SYSTEM, **words})


def at_work(name: str = "aigul", language: str = "en", role: Role = Role.CASEWORKER) -> Person:
    """Somebody who works here."""
    somebody = given.person(name, language=language)
    given.actor(role, somebody)
    return somebody


def writes_down(person: Person, channel: Channel, target: str) -> Address:
    """An address that waits for its code."""
    own = actor_of(roles_of(person)[0])
    return write_address(by=own, channel=channel, target=target)


def reached(
    target: str = "a@example.org", language: str = "en", channel: Channel = Channel.EMAIL, role: Role = Role.CASEWORKER,
    name: str = "aigul",
) -> Person:  # fmt: skip
    """Somebody who works here and is told of everything at this address."""
    somebody = at_work(name, language, role)
    confirm(writes_down(somebody, channel, target))
    return somebody


def confirm(address: Address) -> None:
    assert address.asked_at
    code = rules.code_of(channels_key(), str(address.pk), address.asked_at)
    own = actor_of(roles_of(address.person)[0])
    assert confirm_address(by=own, channel=Channel(address.channel), code=code) == rules.CodeVerdict.RIGHT
    Message.objects.filter(person=address.person).delete()  # the code itself

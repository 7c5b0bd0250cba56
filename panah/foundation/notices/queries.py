import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count, Q

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.notices import rules
from panah.foundation.notices.codes import OUTSIDE, Channel, MessageState, Pressing, Purpose
from panah.foundation.notices.models import Address, AddressQuerySet, Message, Notice, NoticeChoice
from panah.foundation.notices.rules import DIGEST_AT
from panah.foundation.reference.codes import content_table
from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.queries import is_demo
from panah.foundation.security.sealed import open_sealed

MOST_SHOWN = 100
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


@dataclass(frozen=True)
class Wish:
    """Where one person wants to be told, as far as that is possible now."""

    channels: Mapping[Pressing, Channel]
    digest_at: time = DIGEST_AT

    def channel(self, pressing: Pressing) -> Channel:
        return self.channels.get(pressing, Channel.IN_APP)


def unseen_for(actor: Actor, limit: int = MOST_SHOWN) -> list[Notice]:
    """What this person was not yet shown, newest first."""
    return list(Notice.objects.meant_for(actor).unseen().order_by("-created_at", "id")[:limit])


def is_set_up(channel: Channel) -> bool:
    """Whether this installation has a way out by this channel. Without any it works all the same. A demo has none:
    anybody may come into it and write down somebody else's telephone."""
    return has_way_out(channel) and not is_demo()


def has_way_out(channel: Channel) -> bool:
    """Whether the settings name one."""
    ways = {
        Channel.EMAIL: settings.EMAIL_BACKEND != NO_MAIL,
        Channel.SMS: bool(settings.PANAH_SMS),
        Channel.MESSENGER: bool(settings.PANAH_MESSENGER),
    }
    return ways.get(channel, False)


def channels_set_up() -> list[Channel]:
    return [channel for channel in OUTSIDE if is_set_up(channel)]


def choice_of(actor: Actor) -> NoticeChoice:
    """As this person has chosen; one who has not is told in Panah alone. Not saved."""
    found = NoticeChoice.objects.filter(person_id=actor.id).first()
    return found or NoticeChoice(person_id=actor.id)


def wishes_of(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, Wish]:
    """Of those who have chosen anything: by which channel, where it is set up and the address is confirmed."""
    chosen = {choice.person_id: choice for choice in NoticeChoice.objects.filter(person__in=list(people))}
    if not chosen:
        return {}
    ready = {channel.value for channel in channels_set_up()}
    in_use = Address.objects.in_use().filter(person__in=chosen, channel__in=ready).values_list("person_id", "channel")
    known = set(in_use)
    wished = {
        Pressing.DANGER: "danger_by",
        Pressing.SOON: "soon_by",
        Pressing.LATER: "later_by",
    }
    return {
        person_id: Wish(
            {
                pressing: Channel(getattr(choice, name))
                for pressing, name in wished.items()
                if (person_id, getattr(choice, name)) in known
            },
            choice.digest_at,
        )
        for person_id, choice in chosen.items()
    }


@dataclass(frozen=True)
class OwnAddress:
    """What its owner is shown of it: never all of it, somebody may look on."""

    channel: Channel
    masked: str
    confirmed_at: datetime | None
    stopped_at: datetime | None
    given_up_at: datetime | None
    asked_at: datetime | None
    code_failed: bool

    @property
    def waits_for_code(self) -> bool:
        return self.confirmed_at is None and self.stopped_at is None


def own_addresses(actor: Actor) -> dict[Channel, OwnAddress]:
    """Of this person alone; nobody reads those of others."""
    rows = list(Address.objects.filter(person_id=actor.id)) if actor.is_person else []
    open_sealed(*rows)
    failed = set(
        Message.objects.filter(person_id=actor.id, purpose=Purpose.CODE, state=MessageState.GIVEN_UP)
        .filter(created_at__in=[row.asked_at for row in rows if row.asked_at])
        .values_list("channel", flat=True)
    ) if rows else set()  # fmt: skip
    return {
        Channel(row.channel): OwnAddress(
            Channel(row.channel), rules.masked(row.target), row.confirmed_at, row.stopped_at, row.given_up_at,
            row.asked_at, row.channel in failed,
        )
        for row in rows
    }  # fmt: skip


def channels_key() -> bytes:
    """By which codes and links that end messages are made."""
    return KeyFolder(settings.PANAH_KEYS).bytes("channels")


def address_of_token(token: str) -> Address | None:
    """Whose messages this link ends; nobody learns whether there is one."""
    return Address.objects.filter(stop_hash=rules.token_hash(token)).first()


def is_possible_target(channel: Channel, target: str) -> bool:
    """Whether something can be sent there at all, and is allowed to be."""
    if channel == Channel.EMAIL:
        try:
            validate_email(target)
        except ValidationError:
            return False
        return rules.is_domain_allowed(settings.PANAH_EMAIL_DOMAINS, target)
    return rules.is_messenger_name(target)


@dataclass(frozen=True)
class Traffic:
    """How messages fare: of the whole installation, in numbers."""

    waiting: int
    tried_in_vain: int
    given_up: int
    last_sent_at: datetime | None


def traffic() -> Traffic:
    rows = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state=MessageState.WAITING)),
        in_vain=Count("pk", filter=Q(state=MessageState.WAITING, attempts__gt=0) & ~Q(error_code="")),
    )
    last = Message.objects.filter(state=MessageState.SENT).order_by("-ended_at").values_list("ended_at", flat=True)
    return Traffic(rows["waiting"], rows["in_vain"], unreached().count(), last.first())


def unreached(organisation_id: uuid.UUID | None = None) -> AddressQuerySet:
    """Addresses of people who work here to which nothing comes through any more."""
    people = Membership.objects.valid().filter(is_confirmed=True)
    if organisation_id is not None:
        people = people.filter(organisation=organisation_id)
    rows = Address.objects.in_use().filter(given_up_at__isnull=False, person__in=people.values("person"))
    return rows.select_related("person").order_by("given_up_at", "pk")


def telling_words(*kinds: str) -> list[str]:
    """Beginnings of words that tell what something is about: ``topic``, or about ``whom`` (S12). In every language."""
    table = content_table("rules/telling_words.toml")
    return [word for kind in kinds for words in table[kind].values() for word in words]


def last_fault_of(address: Address) -> str:
    """Of what kind it was; never what a server said, which may quote an address."""
    ended = Message.objects.filter(person=address.person, channel=address.channel, state=MessageState.GIVEN_UP)
    return ended.order_by("-ended_at").values_list("error_code", flat=True).first() or ""


def has_address(person: Person, channel: Channel) -> bool:
    return Address.objects.in_use().filter(person=person, channel=channel).exists()


def person_named(username: str) -> Person | None:
    return Person.objects.filter(username=username, is_active=True).first()

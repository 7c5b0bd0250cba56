"""Where a person is told outside Panah: written down by oneself, confirmed from there, ended by oneself or from there."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Person
from panah.foundation.documents.actions import own_file
from panah.foundation.notices import rules
from panah.foundation.notices.codes import OUTSIDE, Channel, Pressing, Purpose
from panah.foundation.notices.models import Address, Message, NoticeChoice
from panah.foundation.notices.queries import channels_key, is_possible_target, is_set_up
from panah.foundation.notices.rules.owning import A_DAY, CodeVerdict
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

CHOSEN_BY = {Pressing.DANGER: "danger_by", Pressing.SOON: "soon_by", Pressing.LATER: "later_by"}


class NotSetUp(Refusal):
    code = "not_set_up"
    sentence = _("This installation sends nothing that way. What waits for you is in Panah.")


class AddressRefused(Refusal):
    code = "address_refused"
    sentence = _("Nothing can be sent there. Check the address, or ask whoever looks after the installation.")


class TooManyCodes(Refusal):
    code = "too_many_codes"
    sentence = _("A code has just been sent, or five today. Wait for it, or try again later.")


class CodeRefused(Refusal):
    code = "code_refused"
    sentence = _("This is not the code, or it is over. Ask for a new one.")


@action(Permission.SELF_MANAGE, on=None)
def write_address(*, by: Actor, channel: Channel, target: str) -> Address:
    """A new address of one's own. A code goes there; nothing else does until it is typed here.

    The one before gives way with its link, so that nobody ends by an old message what goes to the new place.
    """
    if not is_set_up(channel):
        raise NotSetUp
    if not is_possible_target(channel, target):
        raise AddressRefused
    person = Person.objects.select_for_update().get(pk=by.id)
    Address.objects.filter(person=person, channel=channel).delete()
    address = Address(
        file=own_file(by=by), person=person, channel=channel, target=target, written_at=clock.now(),
    )  # fmt: skip
    address.stop_hash = rules.token_hash(rules.stop_token(channels_key(), str(address.pk)))
    address.save()
    _send_code(address)
    return address


@action(Permission.SELF_MANAGE, on=None)
def ask_code(*, by: Actor, channel: Channel) -> Address:
    """Another code, where the first did not come. The one before counts no more."""
    if not is_set_up(channel):
        raise NotSetUp
    Person.objects.select_for_update().get(pk=by.id)
    address = Address.objects.get(person_id=by.id, channel=channel, confirmed_at=None, stopped_at=None)
    _send_code(address)
    return address


def _send_code(address: Address) -> None:
    now = clock.now()
    codes = Message.objects.filter(person=address.person, purpose=Purpose.CODE, created_at__gt=now - A_DAY)
    if not rules.may_ask_code(list(codes.values_list("created_at", flat=True)), now):
        raise TooManyCodes
    address.asked_at, address.wrong_codes = now, 0
    address.save(update_fields=["asked_at", "wrong_codes"])
    Message.objects.create(
        person=address.person, channel=address.channel, purpose=Purpose.CODE, created_at=now, send_after=now,
        is_at_any_hour=True,
    )  # fmt: skip


@action(Permission.SELF_MANAGE, on=None)
def confirm_address(*, by: Actor, channel: Channel, code: str) -> CodeVerdict:
    """Whoever typed the code reads there. The first address takes all; whoever chose otherwise has chosen."""
    address = Address.objects.select_for_update().filter(person_id=by.id, channel=channel, confirmed_at=None).first()
    if address is None or address.asked_at is None or address.stopped_at is not None:
        return CodeVerdict.OVER
    now = clock.now()
    right = rules.code_of(channels_key(), str(address.pk), address.asked_at)
    verdict = rules.code_verdict(
        right, code, asked_at=address.asked_at, wrong_before=address.wrong_codes, now=now
    )  # fmt: skip
    if verdict == CodeVerdict.RIGHT:
        address.confirmed_at = now
        _take_all_at_first(by, channel)
    else:
        address.wrong_codes += verdict == CodeVerdict.WRONG
    address.save(update_fields=["confirmed_at", "wrong_codes"])
    return verdict


def _take_all_at_first(by: Actor, channel: Channel) -> None:
    choice, _created = NoticeChoice.objects.get_or_create(person_id=by.id)
    if all(getattr(choice, name) == Channel.IN_APP for name in CHOSEN_BY.values()):
        for name in CHOSEN_BY.values():
            setattr(choice, name, channel)
        choice.save()


@action(Permission.SELF_MANAGE, on=None)
def remove_address(*, by: Actor, channel: Channel) -> None:
    """It is forgotten at once, and what was told there is told in Panah."""
    Address.objects.filter(person_id=by.id, channel=channel).delete()
    for name in CHOSEN_BY.values():
        NoticeChoice.objects.filter(person_id=by.id, **{name: channel}).update(**{name: Channel.IN_APP})


@action(Permission.SELF_MANAGE, on=None)
def choose_channels(
    *, by: Actor, danger: Channel, soon: Channel, later: Channel, digest_at: time = rules.DIGEST_AT
) -> NoticeChoice:
    """What of one's own is told where, and at which of the hours what can wait comes."""
    if digest_at not in rules.DIGEST_TIMES:
        raise ValueError("one of the hours of the digest")
    confirmed = set(Address.objects.in_use().filter(person_id=by.id).values_list("channel", flat=True))
    wished = {danger, soon, later} - {Channel.IN_APP}
    if wished - confirmed or wished - set(OUTSIDE):
        raise AddressRefused
    values = {"danger_by": danger, "soon_by": soon, "later_by": later, "digest_at": digest_at}
    choice, _created = NoticeChoice.objects.update_or_create(person_id=by.id, defaults=values)
    return choice


@action(Permission.CHANNEL_STOP, on=None)
def stop_messages(*, by: Actor, address: Address) -> Address:
    """Whoever reads there wants no more of it: from now on nothing leaves for this address, a code neither."""
    if address.stopped_at is None:
        address.stopped_at = clock.now()
        address.save(update_fields=["stopped_at"])
    return address


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def forget_addresses(*, by: Actor, person: Person) -> int:
    """Somebody leaves: nothing here needs their telephone any more."""
    return Address.objects.filter(person=person).delete()[0]

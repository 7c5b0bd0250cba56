"""The only place that speaks to servers outside.

Each message is claimed and committed, sent, and marked: what surely failed goes again after a pause with what came
meanwhile, two workers never send the same. Where nobody can know whether a server took a message, it goes again under
the same name, by which mail servers know a double, and not often. What does not come through at all is given up in
sight of an administrator; in Panah it stands all the same.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from panah.foundation.notices.actions import Outgoing, claim_due, mark_failed, mark_sent
from panah.foundation.notices.codes import Channel
from panah.foundation.notices.delivery import mail, messengers
from panah.foundation.notices.delivery.faults import NotSent
from panah.foundation.notices.delivery.guard import TargetRefused
from panah.foundation.notices.queries import has_way_out
from panah.foundation.notices.rules import UnreadableTargets
from panah.foundation.security import audit
from panah.foundation.security.access import Actor
from panah.foundation.security.queries import is_demo

MOST_FAILURES = 3  # one after another; then this way is left alone until the next turn
WAYS = {Channel.EMAIL: mail.send, Channel.SMS: messengers.send, Channel.MESSENGER: messengers.send}


@dataclass(frozen=True)
class Delivered:
    sent: int = 0
    failed: int = 0


def deliver_due(*, by: Actor, most: int = 200) -> Delivered:
    """Send what is due, one message to each person, and give the numbers of messages."""
    sent = failed = 0
    failures: Counter[Channel] = Counter()
    closed = {channel for channel in WAYS if not has_way_out(channel)}
    if is_demo():
        return Delivered()
    while sent + failed < most:
        besides = closed | {channel for channel, count in failures.items() if count >= MOST_FAILURES}
        outgoing = claim_due(by=by, besides=besides)
        if outgoing is None:
            break
        channel = Channel(outgoing.message.channel)
        if fault_of(by, outgoing) is None:
            sent, failures[channel] = sent + 1, 0
        else:
            failed, failures[channel] = failed + 1, failures[channel] + 1
    return Delivered(sent, failed)


def fault_of(by: Actor, outgoing: Outgoing) -> Exception | None:
    """Send one message and mark what came of it. Gives the fault where it did not leave."""
    try:
        WAYS[Channel(outgoing.message.channel)](outgoing)
    except Exception as error:  # whatever a server, its network or a faulty address can come up with
        if isinstance(error, TargetRefused):
            audit.append_alone(audit.Event(by, "notices.refuse_target", "target", error.target[:40]))
        is_uncertain = not isinstance(error, NotSent | UnreadableTargets)
        mark_failed(by=by, message=outgoing.message, error_code=name_of(error), is_uncertain=is_uncertain)
        return error
    mark_sent(by=by, message=outgoing.message)
    return None


def fault_of_way(channel: Channel) -> str:
    """What is wrong with how this way out is set, before anything is sent; empty where nothing is known to be."""
    look = mail.look if channel == Channel.EMAIL else messengers.look
    try:
        look(channel)
    except NotSent as fault:
        return str(fault.sentence)
    except UnreadableTargets as fault:
        return _("PANAH_TARGETS cannot be read, so nothing is called: %(entry)s") % {"entry": fault}
    return ""


def name_of(error: Exception) -> str:
    """The kind of a fault: what a server said may quote an address."""
    cause = error.__cause__ if isinstance(error, NotSent) and error.__cause__ else error
    return type(cause).__name__

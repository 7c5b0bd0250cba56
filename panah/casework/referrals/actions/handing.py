"""Whoever handed a child over leaves: a colleague awaits the answer, and no link opens for somebody who is gone."""

from panah.casework.referrals.actions.legs import end_links, note_step, start_sender_clock
from panah.casework.referrals.codes import OPEN_STATUSES, HandOverStep
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries.links import links_made_by
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions.moving import give_awaited
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

LINK_ENDED = f"hand_over_step:{HandOverStep.LINK_ENDED}"


@action(Permission.WITHIN_ACTION, on=None)
def give_sending(*, by: Actor, referral: Referral, person: Person) -> Referral:
    """The answer is awaited by ``person`` from now on."""
    former, referral.sender = referral.sender, person
    referral.save(update_fields=["sender"])
    if former is not None:
        give_awaited(
            by=by, file=referral.file, former=former, person=person, organisation=referral.sender_organisation
        )  # fmt: skip
    return referral


@action(Permission.WITHIN_ACTION, on=None)
def end_links_of(*, by: Actor, person: Person, organisation: Organisation) -> int:
    """Links that ``person`` made here, or that nobody is known to have made and ``person`` sent, open nothing any more.

    Whoever makes a link knows its token and its PIN, and could read what was told there without an account. Where an
    answer is still awaited somebody is asked to make another one.
    """
    links = links_made_by(person, organisation)
    legs = list(Leg.objects.filter(pk__in=links.values("leg")).select_related("referral", "file").order_by("code"))
    for leg in legs:
        end_links(by=by, leg=leg)
        note_step(by=by, leg=leg, kind=HandOverStep.LINK_ENDED)
        if leg.status in OPEN_STATUSES:
            start_sender_clock(by=by, leg=leg, kind=TimerKind.LINK_PAUSED, fact=LINK_ENDED)
    return len(legs)

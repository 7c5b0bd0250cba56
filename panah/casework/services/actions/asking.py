"""The quarterly question: whoever answers for an entry is asked, by Panah or by a link, whether it is still true."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from panah.casework.services.models import ConfirmationLink, Provider
from panah.casework.services.queries import answerable_for
from panah.casework.services.rules import LINK_OPENS_FOR, STAYS_TRUE_FOR, TOKEN_BYTES, token_hash
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

AT_ONCE = 500
KEPT_ENDED = timedelta(days=90)


@dataclass(frozen=True)
class FreshConfirmationLink:
    """A link with its secret, which exists here and nowhere else."""

    link: ConfirmationLink
    token: str


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def ask_for_confirmations(*, by: Actor) -> int:
    """A task for whoever answers for an entry that was not confirmed for a quarter; gives how many were started."""
    day = clock.today() - STAYS_TRUE_FOR
    old = Provider.objects.filter(Q(confirmed_on__lt=day) | Q(confirmed_on=None), is_active=True)
    running = Timer.objects.running().filter(kind=TimerKind.DIRECTORY_CONFIRM).values("address_code")
    rows = old.exclude(code__in=running).select_related("organisation", "keeper").order_by("id")[:AT_ONCE]
    owners = answerable_for(rows)
    for provider in rows:
        if (owner := owners.get(provider.pk)) is not None:
            start_asking(by=by, provider=provider, owner=owner, kind=TimerKind.DIRECTORY_CONFIRM)
    return len(owners)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def start_asking(*, by: Actor, provider: Provider, owner: Organisation, kind: TimerKind) -> Timer:
    address = "provider-changes" if kind == TimerKind.DIRECTORY_CORRECTION else "provider"
    return start_timer(
        by=by, file=None, kind=kind, urgency="normal", owner=Owner(owner),
        shown=Shown(provider.code, address, provider.code, place=provider.place_id or ""),
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_asking(*, by: Actor, provider: Provider, outcome: str, with_corrections: bool = False) -> int:
    kinds = (TimerKind.DIRECTORY_CONFIRM, *([TimerKind.DIRECTORY_CORRECTION] if with_corrections else []))
    return stop_timers(by=by, file=None, kinds=kinds, outcome=outcome, address_code=provider.code)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def end_links(*, by: Actor, provider: Provider) -> int:
    return ConfirmationLink.objects.filter(provider=provider, ended_at=None).update(ended_at=clock.now())


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def fresh_link(*, by: Actor, provider: Provider) -> FreshConfirmationLink:
    """A new link; earlier ones stop opening."""
    end_links(by=by, provider=provider)
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    link = ConfirmationLink.objects.create(
        provider=provider, token_hash=token_hash(token), made_at=now, made_by_id=by.organisation_id or provider.organisation_id,
        expires_at=now + LINK_OPENS_FOR,
    )  # fmt: skip
    return FreshConfirmationLink(link, token)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_confirmation_links(*, by: Actor) -> int:
    """Links that opened long ago."""
    long_ago = clock.now() - KEPT_ENDED
    count, _rows = ConfirmationLink.objects.filter(Q(ended_at__lt=long_ago) | Q(expires_at__lt=long_ago)).delete()
    return count

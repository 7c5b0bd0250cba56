"""``panah notify``: try a way out, and see how messages fare. Nobody's address is printed."""

import click

from panah.foundation.notices.actions import claim_this, queue_test
from panah.foundation.notices.codes import OUTSIDE, Channel
from panah.foundation.notices.delivery import fault_of
from panah.foundation.notices.queries import has_address, has_way_out, person_named, traffic
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import is_demo

BY = Actor.system("command", {Permission.NOTICE_SEND})


@click.group()
def command() -> None:
    """Try messages outside Panah, and see how they fare."""


@command.command()
@click.option("--person", "username", required=True, help="The username of somebody who has confirmed an address.")
@click.option("--channel", type=click.Choice([channel.value for channel in OUTSIDE]), default=Channel.EMAIL.value)
def test(username: str, channel: str) -> None:
    """Send one message now that says that nothing waits. Exit code 1 with a sentence where it does not leave."""
    way, person = Channel(channel), person_named(username)
    if person is None:
        raise click.ClickException(f"Nobody signs in as {username}.")
    if is_demo():
        raise click.ClickException("This is a demo: it sends nothing outside.")
    if not has_way_out(way):
        raise click.ClickException(f"No way out by {channel} is set. See docs/channels.md.")
    if not has_address(person, way):
        raise click.ClickException(f"{username} has confirmed no address for {channel}: they do so at Me.")
    outgoing = claim_this(by=BY, message=queue_test(by=BY, person=person, channel=way))
    if outgoing is None:
        raise click.ClickException(f"{username} has no role here now: nothing is sent to them.")
    fault = fault_of(BY, outgoing)
    if fault is not None:
        raise click.ClickException(_sentence(fault))
    click.echo("It left. Ask them whether it came.")


def _sentence(fault: Exception) -> str:
    """A refusal's own words; of anything else its kind alone, for a server may quote an address."""
    if isinstance(fault, Refusal):
        cause = f" ({type(fault.__cause__).__name__})" if fault.__cause__ else ""
        return f"{fault.sentence}{cause}"
    return f"It is not known whether it left: {type(fault).__name__}."


@command.command()
def status() -> None:
    """How many messages wait, were tried in vain, and when the last one left."""
    fares = traffic()
    for channel in OUTSIDE:
        click.echo(f"{channel.value}: {'set' if has_way_out(channel) else 'not set'}")
    click.echo(f"waiting: {fares.waiting}")
    click.echo(f"tried in vain: {fares.tried_in_vain}")
    click.echo(f"people to whom nothing comes through: {fares.given_up}")
    click.echo(f"last one that left: {fares.last_sent_at.isoformat(timespec='minutes') if fares.last_sent_at else '-'}")

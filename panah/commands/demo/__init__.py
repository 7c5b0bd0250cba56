"""``panah demo``: fill an empty database with invented children and people, or fill a demo anew."""

import time

import click

from panah.commands.demo.building import build_demo, holds_data
from panah.commands.demo.cast import Cast, the_builder
from panah.commands.demo.records import raw_records
from panah.commands.link.pairs import seek_pairs
from panah.commands.migrate import waiting_migrations
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import is_marked_as_demo
from panah.insight.indicators.codes import Audience
from panah.insight.indicators.publish import publish

NOT_EMPTY = "This database holds other data, so it cannot become a demo. Nothing was changed."
NOT_A_DEMO = (
    "This database was not created as a demo, so nothing was changed. An empty one becomes a demo by: panah demo"
)


@click.command()
@click.option("--reset", is_flag=True, help="Forget what the demo holds and build it anew. Only where it is a demo.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there is data already.")
def command(reset: bool, if_empty: bool) -> None:
    """Fill an empty database with invented children and people. It is marked as a demo for life."""
    if waiting_migrations():
        raise click.ClickException("The database is not prepared. Run: panah setup")
    if if_empty and holds_data():
        return
    if reset and not is_marked_as_demo():
        raise click.ClickException(NOT_A_DEMO)
    if holds_data() and not is_marked_as_demo():
        raise click.ClickException(NOT_EMPTY)
    if holds_data() and not reset:
        click.echo("· The demo is there. Built anew, with today's dates, by: panah demo --reset")
        return
    _build()


def _build() -> None:
    begun = time.monotonic()
    builder = the_builder()
    with click.progressbar(length=len(raw_records()), label="· Demo: inventing children") as bar:
        build_demo(by=builder, cast=Cast(builder, step_done=lambda: bar.update(1)))
    seek_pairs(by=Actor.system("pairs", {Permission.CLOCK_WORK}), seconds=None, tell=lambda _line: None)
    served = publish("children_served", Audience.PUBLIC)
    span = f"{served.window.first:%d.%m.%Y}–{served.window.last:%d.%m.%Y}"
    click.echo(f"· Demo: {served.value:.0f} children served {span}, built in {time.monotonic() - begun:.0f} s")

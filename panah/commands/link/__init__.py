"""``panah link …``: the same child across spellings, organisations and registers."""

import click

from panah.commands.link import rebuild


@click.group()
def command() -> None:
    """Find the same child across spellings, organisations and registers."""


command.add_command(rebuild.command)

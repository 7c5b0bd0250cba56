"""``panah link …``: the same child across spellings, organisations and registers."""

import click

from panah.commands.link import rebuild
from panah.commands.link.exchanging import answer, card, finish, offer
from panah.commands.link.pairs import pairs_command
from panah.commands.link.registers import registers_command


@click.group()
def command() -> None:
    """Find the same child across spellings, organisations and registers."""


command.add_command(card)
command.add_command(offer)
command.add_command(answer)
command.add_command(finish)
command.add_command(rebuild.command)
command.add_command(pairs_command)
command.add_command(registers_command)

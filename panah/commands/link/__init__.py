"""``panah link …``: the same child across spellings, organisations and registers."""

import click

from panah.commands.link.registers import registers_command


@click.group()
def command() -> None:
    """Find the same child across spellings, organisations and registers."""


command.add_command(registers_command)

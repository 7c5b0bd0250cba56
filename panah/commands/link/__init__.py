"""``panah link …``: the same child across spellings, organisations and registers."""

import click


@click.group()
def command() -> None:
    """Find the same child across spellings, organisations and registers."""

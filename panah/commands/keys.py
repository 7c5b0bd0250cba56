"""``panah keys``: which keys this installation has, and a new one for what browsers seal without network."""

import click
from django.conf import settings

from panah.foundation.post.queries import SERIES, all_keys, current_key
from panah.foundation.security.keys import KeyFolder


@click.group()
def command() -> None:
    """The keys of this installation. None is ever shown."""


@command.command("list")
def list_keys() -> None:
    """The names of the key files, and which keys open sealed post."""
    folder = settings.PANAH_KEYS
    for path in sorted(folder.glob("*.key")):
        click.echo(path.stem)
    click.echo(f"Sealed post opens with {len(all_keys())} keys; pages carry {current_key().id}")


@command.command("renew-post")
def renew_post() -> None:
    """A new key for sealed post, from this moment in every page. The old ones stay: what was sealed to them must open."""
    keys = KeyFolder(settings.PANAH_KEYS)
    current_key()  # makes the first where there is none
    number = max(keys.series(SERIES)) + 1
    keys.bytes(f"{SERIES}-{number}")
    click.echo(
        f"Pages carry {current_key().id} from now on. Copy {SERIES}-{number}.key to where the other keys are kept."
    )
    click.echo(f"Keep the older ones for 400 days: {', '.join(f'{SERIES}-{one}.key' for one in range(1, number))}.")

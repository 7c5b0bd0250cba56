"""``panah setup``: all that stands between the source and a Panah that can be opened. Quick when nothing is new."""

import subprocess
import sys

import click
from django.conf import settings
from django.core.management import call_command

from panah.commands.catalogues import compile_translations
from panah.web.assets import build_fonts


@click.command()
def command() -> None:
    """Prepare this installation: words, letters, static files, database. May be run again at any time."""
    settings.PANAH_DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    words = compile_translations(settings.BASE)
    if words:
        click.echo(f"· Translations: {len(words)} compiled")
    fonts = build_fonts(settings.PANAH_DATA / "fonts")
    if fonts:
        click.echo(f"· Letters: {len(fonts)} font files")
    collect_static_files()
    call_command("migrate", interactive=False, verbosity=0)
    click.echo("· The database is up to date")


def collect_static_files() -> None:
    """In a process of its own: the settings look for the folder of fonts when they load."""
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    done = subprocess.run(collect, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise click.ClickException("The static files could not be gathered.")

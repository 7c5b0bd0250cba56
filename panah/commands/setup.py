"""``panah setup``: all that stands between the source and a Panah that can be opened. Quick when nothing is new."""

import subprocess
import sys
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

from panah.commands.catalogues import compile_translations
from panah.commands.link.rebuild import fill_missing_tokens
from panah.commands.migrate import waiting_migrations
from panah.foundation.clocks.actions import load_decreed_days
from panah.foundation.reference.actions import load_places
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission


@click.command()
def command() -> None:
    """Prepare this installation: words, letters, static files, database. May be run again at any time."""
    settings.PANAH_DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    words = compile_translations(settings.BASE)
    if words:
        click.echo(f"· Words: {len(words)} catalogues compiled")
    prepare_static_files(settings.PANAH_DATA)
    waiting = waiting_migrations()
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)
        click.echo(f"· Database: {len(waiting)} migrations applied")
    by = Actor.system("setup", {Permission.REFERENCE_LOAD})
    load_places(by=by)
    moved = load_decreed_days(by=by)
    if moved:
        click.echo(f"· Calendar: {moved} days moved by decree")
    fill_missing_tokens()
    click.echo("· Ready")


def prepare_static_files(data: Path) -> None:
    """Make the fonts, then gather all files; in processes of their own: settings look for fonts as they load."""
    if not list((data / "fonts").glob("*.woff2")):
        click.echo("· Letters: making the font files")
    _python("-m", "panah.web.assets", str(data / "fonts"))
    _python("-m", "django", "collectstatic", "--noinput", "--verbosity", "0")


def _python(*words: str) -> None:
    done = subprocess.run([sys.executable, *words], check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise click.ClickException("The static files could not be prepared: the reason stands above.")

"""The way in: ``panah NAME …``. Django starts and a command's module is loaded only when that command is called.

Exit codes: 0 done; 1 refused or something found wrong, with a sentence; 2 called wrongly; 130 stopped by Ctrl-C.
"""

import importlib
import os
import sys
import traceback
from dataclasses import dataclass

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

from panah import __version__
from panah.foundation.security.keys import UnsafeKeyFile

STOPPED = 130


@dataclass(frozen=True)
class Command:
    """Where a command lives, as ``module:attribute``, and its line in the list."""

    place: str
    summary: str

    def load(self) -> click.Command:
        module, attribute = self.place.split(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.place} is no click command")
        return command


COMMANDS = {
    "setup": Command("panah.commands.setup:command", "Prepare the database, words, letters and static files."),
    "serve": Command("panah.commands.serve:command", "Answer browsers on this machine."),
    "worker": Command("panah.commands.worker:command", "Send notices and watch clocks, until stopped."),
    "notify": Command("panah.commands.notify:command", "Try messages outside Panah, and see how they fare."),
    "doctor": Command("panah.commands.doctor:command", "Look whether this installation is in order."),
    "organisation": Command("panah.commands.organisation:command", "Add bodies that take part and their first people."),
    "migrate": Command("panah.commands.migrate:command", "Bring the database's tables up to date."),
    "demo": Command("panah.commands.demo:command", "Fill an empty database with invented children and people."),
    "import": Command("panah.commands.public_lists:import_command", "Read records from a file."),
    "export": Command("panah.commands.exchange:export_command", "Write records to a file."),
    "link": Command(
        "panah.commands.link:command", "Find the same child across spellings, organisations and registers."
    ),
    "keys": Command("panah.commands.keys:command", "List the keys, and renew the one that browsers seal to."),
    "audit": Command("panah.commands.audit:command", "Verify the record of who did what."),
    "figures": Command("panah.commands.figures:command", "Print the indicators."),
}


class Panah(click.Group):
    """A group that knows its commands by name and loads one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panah.site.settings")
        django.setup()
        return COMMANDS[cmd_name].load()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.summary) for name, command in COMMANDS.items()])


@click.group(cls=Panah, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="panah")
def panah() -> None:
    """Panah: every hand-over of a child at risk has an owner, a clock and an answer."""


def main() -> None:
    """What ends badly ends with one sentence on stderr, never with a traceback that could hold a name."""
    try:
        code = panah(prog_name="panah", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = STOPPED
    except Exception as problem:
        if os.environ.get("PANAH_DEBUG") == "1":
            raise
        click.echo(sentence_of(problem), err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def sentence_of(problem: Exception) -> str:
    """A refusal's own sentence, or what is known of a fault without the values in it."""
    sentence = getattr(problem, "sentence", None)
    if sentence:
        return str(sentence)
    if isinstance(problem, UnsafeKeyFile | ImproperlyConfigured):
        return str(problem)
    if isinstance(problem, DatabaseError):
        return "The database did not answer as it should. Run `panah setup`, then `panah doctor`."
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.strerror}: {problem.filename}"
    place = traceback.extract_tb(problem.__traceback__)[-1]
    return (
        f"Panah met a fault of its own: {type(problem).__name__} in {place.filename}, line {place.lineno}. "
        "PANAH_DEBUG=1 shows all of it, names included."
    )

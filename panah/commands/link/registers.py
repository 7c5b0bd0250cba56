"""``panah link registers A B``: two registers in, one file of possible links out. A person decides about each."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings

from panah.commands.registers.reading import Source, Unreadable, looked_at
from panah.commands.registers.running import Asked, Refused, Told, Workplace, linked
from panah.commands.registers.sealed import Damaged
from panah.commands.registers.workers import NoWorkers, workers
from panah.engines.matching.comparing.verdicts import POSSIBLE
from panah.engines.matching.registers.columns import LINE
from panah.engines.matching.registers.links import BEST_OF_A_ROW, least_points
from panah.engines.matching.registers.meeting import MOST_PAIRS_OF_A_KEY

ROWS_AT_ONCE = 100_000
LEAST_SCORE = 0.001
SECONDS_BETWEEN_LINES = 2
SIDES = ("A=", "B=")
_FOR_BOTH = "A heading; for one register alone A=HEADING or B=HEADING."
_existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("registers")
@click.argument("a", type=_existing)
@click.argument("b", type=_existing)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File of links to write (.csv)."
)
@click.option("--name", multiple=True, metavar="HEADING", help=f"Column of names, or FAMILY+GIVEN+FATHER. {_FOR_BOTH}")
@click.option("--born", multiple=True, metavar="HEADING", help=f"Column of birthdays or years. {_FOR_BOTH}")
@click.option("--sex", multiple=True, metavar="HEADING", help=f"Column of sexes. {_FOR_BOTH}")
@click.option(
    "--id", "identifier", multiple=True, metavar="HEADING", help=f"Column of identifiers, or {LINE}. {_FOR_BOTH}"
)
@click.option("--least", type=click.FloatRange(LEAST_SCORE, 1), default=POSSIBLE, help="The least score of a link.")
@click.option("--best", type=click.IntRange(1, 1000), default=BEST_OF_A_ROW, help="Most links of a row of A.")
@click.option("--with-names", is_flag=True, help="Write the names beside the identifiers, too.")
@click.option("--workers", "count", type=click.IntRange(1, 256), default=None, help="Processes on this machine.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="A Dask scheduler: tcp://127.0.0.1:8786 or tls://…")
@click.option("--trusted-network", is_flag=True, help="Let the key of the run go over tcp:// to another machine.")
@click.option(
    "--work", type=click.Path(file_okay=False, path_type=Path), help="Folder between the steps; else beside --out."
)
@click.option("--rows", type=click.IntRange(10, 2_000_000), default=ROWS_AT_ONCE, help="Rows in memory at once.")
@click.option("--resume", is_flag=True, help="Go on with a run that was ended.")
@click.option("--discard", is_flag=True, help="Throw away a run that was ended, and begin anew.")
@click.option("--force", is_flag=True, help="Replace the file of links where it exists.")
def registers_command(
    a: Path, b: Path, out: Path, with_names: bool, count: int | None, scheduler: str, trusted_network: bool,
    work: Path | None, rows: int, resume: bool, discard: bool, force: bool, least: float, best: int, **columns: tuple[str, ...],
) -> None:  # fmt: skip
    """Find who stands in both registers. The same register twice: who stands in it twice.

    Registers are CSV (UTF-8 or Windows-1251) or Parquet. Links are identifiers with a score and reasons, without names; a
    person decides about each. Nothing of the registers stays when the run ends.
    """
    if out.exists() and not force:
        raise click.UsageError(f"{out} exists. Choose another name, or --force to replace it.")
    workplace = Workplace(work or out.with_name(f"{out.name}.unfinished"), settings.PANAH_KEYS)
    with _plain_faults(workplace):
        if scheduler and count:
            raise Refused("Say --workers or --scheduler, not both: a cluster has its own workers.")
        workplace.looked_at(resume=resume, discard=discard)
        asked = Asked(_sources(a, b), _said(columns), least_points(least), best, with_names, rows, MOST_PAIRS_OF_A_KEY)
        with workers(count or len(os.sched_getaffinity(0)), scheduler, is_trusted=trusted_network) as hands:
            told = linked(workplace, asked, hands, out, _Progress())
    for note in _notes(told, asked):
        click.echo(note, err=True)
    click.echo(f"{told.links} links, {told.strong} strong; {told.rows[0]} rows beside {told.rows[1]}")


@contextmanager
def _plain_faults(workplace: Workplace) -> Iterator[None]:
    try:
        yield
    except (Refused, Unreadable, NoWorkers, Damaged) as fault:
        raise click.ClickException(fault.sentence) from None
    except KeyboardInterrupt:
        if workplace.is_there:
            click.echo("Stopped. What is done stays: --resume goes on, --discard throws it away.", err=True)
        raise


def _sources(a: Path, b: Path) -> tuple[Source, ...]:
    """One, where both are the same file or say the same."""
    first = looked_at(a)
    second = first if a.samefile(b) else looked_at(b)
    return (first,) if first.mark == second.mark else (first, second)


def _said(columns: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, str], dict[str, str]]:
    said: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for option, headings in columns.items():
        role = "id" if option == "identifier" else option
        for heading in headings:
            sides = [place for place, side in enumerate(SIDES) if heading.startswith(side)]
            for place in sides or range(len(SIDES)):
                said[place][role] = heading.removeprefix(SIDES[place]) if sides else said[place].get(role, heading)
    return said


class _Progress:
    """A line on stderr at the beginning of each stage, and every few seconds."""

    def __init__(self) -> None:
        self.told, self.what = 0.0, ""

    def __call__(self, what: str, done: int, of: int) -> None:
        if what == self.what and done < of and time.monotonic() - self.told < SECONDS_BETWEEN_LINES:
            return
        self.told, self.what = time.monotonic(), what
        click.echo(f"{what}: {done} of {of}" if of > 1 else what, err=True)


def _notes(told: Told, asked: Asked) -> Iterator[str]:
    if len(asked.sources) == 1:
        yield "Both registers are one: the links are rows of it that may be one person."
    if told.unread:
        yield f"Rows without a name that can be read, linked to nobody: {told.unread}."
    if told.undated:
        yield f"Rows without a birth that can be read: {told.undated}."
    if told.crowded:
        yield (
            f"Keys that very many rows share: {told.crowded}. Of their rows only those with the same birthday were compared; "
            f"comparisons left out: {told.left_out}."
        )
    if asked.with_names:
        yield "The file of links holds names. Keep it as you keep the registers, and delete it when it is read."

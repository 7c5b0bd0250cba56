"""``panah figures``: every indicator with its value and window, exact, for whoever runs this machine."""

import json
from typing import Any

import click

from panah.commands.migrate import waiting_migrations
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.insight.indicators.codes import Audience
from panah.insight.indicators.publish import Figure, indicator_codes, publish


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Code → value and window, for programs.")
@click.option("--breakdowns", is_flag=True, help="Each total split by what it can be split by.")
def command(as_json: bool, breakdowns: bool) -> None:
    """Print the indicators. Counted, never typed; no names, no codes of children."""
    if waiting_migrations():
        raise click.ClickException("The database is not prepared. Run: panah setup")
    actor = Actor.system("figures", {Permission.FIGURES_READ})
    figures = [publish(code, Audience.INSIDE, actor) for code in indicator_codes()]
    click.echo(_json(figures, breakdowns) if as_json else _table(figures, breakdowns))


def _json(figures: list[Figure], breakdowns: bool) -> str:
    return json.dumps({figure.code: _facts(figure, breakdowns) for figure in figures}, ensure_ascii=False, indent=2)


def _facts(figure: Figure, breakdowns: bool) -> dict[str, Any]:
    window = {"first": figure.window.first.isoformat(), "last": figure.window.last.isoformat()}
    facts: dict[str, Any] = {"value": _number(figure.value), "unit": figure.unit.value, "window": window}
    if breakdowns:
        facts["breakdowns"] = {one.name: {cell.code: cell.count for cell in one.cells} for one in figure.breakdowns}
    return facts


def _table(figures: list[Figure], breakdowns: bool) -> str:
    lines = []
    for figure in figures:
        value = "–" if figure.value is None else f"{_number(figure.value)}"
        span = f"{figure.window.first:%d.%m.%Y}–{figure.window.last:%d.%m.%Y}"
        lines.append(f"{figure.code:<20} {value:>8} {figure.unit.value:<10} {span}")
        if breakdowns:
            lines.extend(
                f"    {one.name:<26} " + " · ".join(f"{cell.code} {cell.count}" for cell in one.cells)
                for one in figure.breakdowns
            )
    return "\n".join(lines)


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value

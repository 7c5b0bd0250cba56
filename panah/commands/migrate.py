"""``panah migrate``: bring the database's tables up to date, or say whether they are."""

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from panah.commands.link.rebuild import fill_missing_tokens


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 where something is left to do.")
def command(check: bool) -> None:
    """Bring the database's tables up to date."""
    waiting = waiting_migrations()
    if not check:
        call_command("migrate", interactive=False, verbosity=0)
        fill_missing_tokens()
        click.echo(f"{len(waiting)} migrations applied")
    elif waiting:
        raise click.ClickException(f"{len(waiting)} migrations wait: {', '.join(waiting)}")
    else:
        click.echo("0 migrations wait")


def waiting_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [f"{app}.{name}" for (app, name), _ in _steps(executor)]


def _steps(executor: MigrationExecutor) -> list[tuple[tuple[str, str], bool]]:
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [((migration.app_label, migration.name), backwards) for migration, backwards in plan]

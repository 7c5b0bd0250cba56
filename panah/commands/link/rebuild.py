"""``panah link rebuild``: the tokens by which names are found, made anew, while people go on working and searching."""

import click
from django.conf import settings
from django.db.models import QuerySet

from panah.casework.people.actions import index_again
from panah.casework.people.models import Child
from panah.casework.people.queries.finding.indexing import children_without_tokens, in_batches, named_children
from panah.casework.people.queries.finding.keying import name_key, name_key_files, next_key_file
from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.permissions import Permission

AT_ONCE = 200


@click.command("rebuild")
@click.option(
    "--new-key", is_flag=True, help="Under a new key; the old one is removed when all names are found by the new."
)
def command(new_key: bool) -> None:
    """Make the tokens of all names anew. May be stopped and run again: it goes on where something is left to do.

    People may go on: until it is done, a search asks under the old key and the new one.
    """
    name_key()  # made where there is none
    if new_key:
        _begin_renewal()
    former = name_key_files()[1:]
    changed = _indexed(named_children(), "names")
    while former and changed:  # what was written meanwhile by a process that had just read the old key
        changed = _indexed(named_children(), "names, looked at again")
    for name in former:
        KeyFolder(settings.PANAH_KEYS).remove(name)
        click.echo(f"· {name}.key removed: nothing rests under it any more")
    click.echo("· Ready")


def fill_missing_tokens() -> None:
    """After a migration: whoever is named and has no tokens gets them. Quick where nobody is."""
    if children_without_tokens().exists():
        _indexed(children_without_tokens(), "names")


def _begin_renewal() -> None:
    current = name_key_files()
    if len(current) > 1:
        click.echo(f"· A renewal was begun before: it goes on under {current[0]}.key")
        return
    fresh = next_key_file()
    KeyFolder(settings.PANAH_KEYS).bytes(fresh)
    click.echo(f"· {fresh}.key made. Copy it now to where the other keys are kept")


def _indexed(children: QuerySet[Child], what: str) -> int:
    by = Actor.system("index", {Permission.REFERENCE_LOAD})
    count, done, changed = children.count(), 0, 0
    for batch in in_batches(children, AT_ONCE):
        changed += index_again(by=by, child_ids=batch)
        done += len(batch)
        click.echo(f"\r· {done} of {count} {what}", nl=False)
    click.echo(f"\r· {done} {what}, {changed} changed")
    return changed

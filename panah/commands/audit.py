"""``panah audit``: is the record of acts whole, and who did what to one file."""

import time
from collections.abc import Iterator

import click
from django.db.models import Q
from django.utils import timezone

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.security import audit
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, normalise_code
from panah.foundation.security.models import AuditEvent

MOST_SHOWN = 100
PROBLEMS = {
    "edited": "was changed after it was written",
    "missing": "is missing",
    "inserted": "was put in by somebody else",
    "reordered": "does not follow the one before it",
    "truncated": "was signed and is gone: the end was cut off",
    "head": "is not what the head of the chain says",
    "checkpoint": "does not agree with the file of checkpoints",
}


@click.group()
def command() -> None:
    """The record of who did what: verify it, read it, sign its end."""


@command.command()
@click.pass_context
def verify(context: click.Context) -> None:
    """Walk the whole chain and the checkpoints; exit code 1 where anything is wrong."""
    start = time.monotonic()
    count, findings = audit.verify()
    for finding in findings[:MOST_SHOWN]:
        click.echo(f"Event {finding.number} {PROBLEMS[finding.problem]} ({finding.problem})")
    if len(findings) > MOST_SHOWN:
        click.echo(f"… and {len(findings) - MOST_SHOWN} more")
    kinds = ", ".join(sorted({finding.problem for finding in findings}))
    verdict = f"{len(findings)} findings: {kinds}" if findings else "nothing wrong"
    click.echo(f"{count} events checked in {time.monotonic() - start:.1f} s: {verdict}")
    context.exit(1 if findings else 0)


@command.command()
def checkpoint() -> None:
    """Sign the end of the chain now, for example before a backup."""
    audit.checkpoint_now()
    click.echo(f"Signed in {audit.checkpoint_path()}")


@command.command()
@click.argument("code")
def show(code: str) -> None:
    """Who did what to the file CODE, oldest first. That it was looked at is recorded too."""
    wanted = normalise_code(code) or code
    rows = list(_events_of(wanted))
    if not rows:
        raise click.ClickException(f"Nothing is recorded under {wanted}.")
    audit.append_alone(audit.Event(Actor.system("command", ()), "audit.show", "file", wanted))
    people = people_by_id({row.actor for row in rows if row.actor_kind == ActorKind.PERSON})
    organisations = dict(Organisation.objects.values_list("id", "code"))
    named = {str(id): name for id, name in organisations.items()}
    for row in rows:
        moment = timezone.localtime(row.at).strftime("%d.%m.%Y %H:%M:%S")
        click.echo(f"{row.number:>8}  {moment}  {_who(row, people, named)}: {_what(row, wanted)}")


def _events_of(code: str) -> Iterator[AuditEvent]:
    """Acts on the file itself, and reads of several files at once, which name them among their fields."""
    rows = AuditEvent.objects.filter(Q(subject_code=code) | Q(verb="read", count__gt=1)).order_by("number")
    for row in rows.iterator(chunk_size=2000):
        if row.subject_code == code or code in row.fields:
            yield row


def _who(row: AuditEvent, people: dict[str, Person], organisations: dict[str, str]) -> str:
    if row.actor_kind == ActorKind.PUBLIC:
        return "somebody without account"
    if row.actor_kind == ActorKind.LINK:
        return "the holder of a link"
    if row.actor_kind == ActorKind.SYSTEM:
        return f"Panah itself ({row.actor})"
    person = people.get(row.actor)
    place = organisations.get(row.organisation, "no organisation")
    return f"{person.display_name if person else 'a person who is no longer known'} ({row.role}, {place})"


def _what(row: AuditEvent, code: str) -> str:
    """``cases.close_case`` as words, and the names of the fields that were given or read."""
    words = row.verb.rpartition(".")[2].replace("_", " ")
    fields = ", ".join(name for name in row.fields if name != code and (row.verb != "read" or "." in name))
    many = f" among {row.count} files" if row.count > 1 else ""
    return f"{words}{many}" + (f" [{fields}]" if fields else "")

"""``panah link offer|answer|finish``: whether another organisation knows a child too, by files that travel on any channel.

Numbers are printed, names never. Nothing is written before two people have approved on the page of the exchange.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from panah.casework.linking.actions import NotPossible, receive_offer, record_answer, record_offer, record_result
from panah.casework.linking.actions.exchanging import OFFER_MISSING, OTHER_OFFER
from panah.casework.linking.models import Exchange
from panah.casework.linking.queries.exchanging import hindrance, in_groups, key_card
from panah.casework.linking.queries.exchanging_files import answer_in, answer_of, found_in, offer_of, received
from panah.casework.linking.rules.exchanging import Which
from panah.commands.exchange import language_of_terminal, language_option, organisation_of, organisation_option
from panah.engines.matching.private.batches import SIZES, TooMany
from panah.engines.matching.private.envelopes import LARGEST, Unfit, UnfitFile
from panah.engines.matching.private.intersection import NotAnIntersection, NotInstalled, is_installed
from panah.engines.matching.private.tokens import Side
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

UNFIT = {
    Unfit.NO_FILE_OF_OURS: _("This is no file of an exchange."),
    Unfit.OTHER_VERSION: _("This file was written by a later Panah. Bring this installation up to date first."),
    Unfit.CHANGED: _("This file was cut or changed on its way. Ask for it again, by another way."),
    Unfit.FOR_ANOTHER: _("This file is for another organisation. It was not read."),
    Unfit.FROM_ANOTHER: _("This file comes from an organisation that is not written down here. It was not read."),
    Unfit.WRONG_KIND: _("This is the other file of an exchange: an offer is answered, an answer is finished."),
    Unfit.TOO_LARGE: _("This file is larger than any file of an exchange. It was not read."),
}
NOT_INSTALLED = _(
    "The part that compares without names is not installed. Run: pip install 'panah[link]', under Python 3.11, 3.12 or 3.13."
)
TOO_MANY = _("These are more children than the largest batch holds: %(count)d.")
UNREADABLE = _("This file is not what its first lines say. Ask for it again.")
BY = Actor.system("link", {Permission.EXCHANGE_RUN})

output_option = click.option(
    "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write; it may not exist."
)
file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command("card")
@organisation_option
@language_option
def card(organisation_code: str | None, language: str | None) -> None:
    """Print the key by which others know files of this organisation. It is no secret; read it aloud by telephone."""
    with translation.override(language or language_of_terminal()):
        click.echo(in_groups(key_card(organisation_of(organisation_code))))


@click.command("offer")
@click.argument("exchange_code", metavar="EXCHANGE")
@output_option
@language_option
def offer(exchange_code: str, output: Path, language: str | None) -> None:
    """Write the file that asks. EXCHANGE is the code of a prepared exchange that two people have approved."""
    with _speaking(language):
        exchange = _exchange(code=normalise_code(exchange_code) or "-", side=Side.OFFERING)
        if exchange is None:
            raise click.UsageError(f"No exchange that asks has the code {exchange_code}.")
        NotPossible.because(hindrance(exchange))
        click.echo("Writing every child as hidden words; for large batches this takes minutes", err=True)
        made = offer_of(exchange)
        _write(output, made.file, lambda: record_offer(by=BY, exchange=exchange, made=made))
        click.echo(f"{made.child_count} children asked about, {made.left_out_count} left out; batch of {made.size}")


@click.command("answer")
@file_argument
@output_option
@click.option(
    "--children", "which", type=click.Choice([which.value for which in Which]), default=Which.ALL.value,
    help="Which of one's own children may be found: with an open case, or all.",
)  # fmt: skip
@organisation_option
@language_option
def answer(file: Path, output: Path, which: str, organisation_code: str | None, language: str | None) -> None:
    """Answer an offer. The first time it is put before two people; when both have approved, run it again."""
    with _speaking(language):
        organisation = organisation_of(organisation_code)
        offer = received(organisation, _content(file))
        exchange = receive_offer(by=BY, offer=offer, which=Which(which))
        click.echo(f"exchange {exchange.code}; they ask about at most {offer.head.size} children", err=True)
        NotPossible.because(hindrance(exchange))
        click.echo("Comparing hidden words; for large batches this takes minutes", err=True)
        made = answer_of(exchange, offer)
        _write(output, made.file, lambda: record_answer(by=BY, exchange=exchange, made=made))
        click.echo(f"{made.child_count} children may be found, {made.left_out_count} left out; batch of {made.size}")


@click.command("finish")
@file_argument
@organisation_option
@language_option
def finish(file: Path, organisation_code: str | None, language: str | None) -> None:
    """Read the answer to our offer, once. Whoever leads a child that is possibly known there finds a task."""
    with _speaking(language):
        organisation = organisation_of(organisation_code)
        head, content = answer_in(organisation, _content(file))
        exchange = _asked(organisation, head.number)
        if exchange is None or exchange.counterpart.public_key != head.sender:
            raise NotPossible(OFFER_MISSING)
        if exchange.offer_digest and head.answers != exchange.offer_digest:
            raise NotPossible(OTHER_OFFER)
        open_sealed(exchange)
        found = found_in(exchange, head, content) if exchange.plan else []
        done = record_result(by=BY, exchange=exchange, answers=head.answers, found=found)
        click.echo(f"{done.found_count} of {done.child_count} children are possibly known there; the key is destroyed")


@contextmanager
def _speaking(language: str | None) -> Iterator[None]:
    """In the language of whoever sits there; what is wrong with a file is one sentence."""
    with translation.override(language or language_of_terminal()):
        if not is_installed():
            raise click.ClickException(str(NOT_INSTALLED))
        try:
            yield
        except UnfitFile as problem:
            raise click.ClickException(str(UNFIT[problem.why])) from None
        except Refusal as refusal:
            raise click.ClickException(str(refusal.sentence)) from None
        except NotInstalled:
            raise click.ClickException(str(NOT_INSTALLED)) from None
        except NotAnIntersection:
            raise click.ClickException(str(UNREADABLE)) from None
        except TooMany:
            raise click.ClickException(str(TOO_MANY % {"count": SIZES[-1]})) from None


def _exchange(**values: str) -> Exchange | None:
    rows = Exchange.objects.filter(**values).select_related("organisation", "counterpart")
    found: Exchange | None = rows.first()
    return found


def _asked(organisation: Organisation, number: str) -> Exchange | None:
    return _exchange(organisation=str(organisation.pk), number=number, side=Side.OFFERING)


def _content(file: Path) -> bytes:
    if file.stat().st_size > LARGEST:
        raise UnfitFile(Unfit.TOO_LARGE)
    return file.read_bytes()


def _write(output: Path, content: bytes, record: Callable[[], object]) -> None:
    """On the disk first, then written down, then given its name: what was refused meanwhile leaves no file."""
    if output.exists():
        raise click.UsageError(f"{output} exists. Choose another name.")
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=".", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        record()
        os.link(draft, output)  # unlike a rename, never over a file that appeared meanwhile
    finally:
        draft.unlink(missing_ok=True)

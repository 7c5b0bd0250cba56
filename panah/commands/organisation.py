"""``panah organisation``: which bodies take part, who looks first at concerns from where, and the first people of each.

What no page can do: a page needs somebody who is signed in, and whoever runs this has the machine anyway. Everything further is
done on the pages, by the people themselves.
"""

from typing import Any

import click

from panah.foundation.accounts.actions import SLIP_HOLDS, add_organisation, add_person, answer_for, give_role
from panah.foundation.accounts.models import DutyArea, Membership, Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import one_time_password
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.turn import writing

BEGINNERS = (Role.ADMINISTRATOR, Role.HEAD_OF_ORGANISATION)
"""Who may come in first: they add all others on the pages, each confirmed by a second person."""
BY = Actor.system("organisation", {Permission.STAFF_MANAGE})
CODE = click.argument("code")


@click.group()
def command() -> None:
    """Bodies that take part: add one, say for which place it answers, let its first people in."""


def _found(code: str) -> Organisation:
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        raise click.ClickException(f"No organisation has the code {code}. `panah organisation list` names all.")
    return organisation


def _place(code: str) -> Place:
    place = Place.objects.filter(pk=code).first()
    if place is None:
        raise click.ClickException(f"No place has the code {code}. Regions are KZ-61, KZ-79 and so on (ISO 3166-2).")
    return place


def _kind(context: click.Context, option: click.Parameter, value: str) -> str:
    known = code_list("organisation_kinds").codes
    if value not in known:
        raise click.BadParameter(f"one of: {', '.join(known)}")
    return value


def _code(context: click.Context, option: click.Parameter, value: str) -> str:
    if not value.isascii() or not value.replace("-", "").isalnum() or value != value.lower() or len(value) > 40:
        raise click.BadParameter("small Latin letters, digits and hyphens, at most 40")
    return value


def _words(context: click.Context, option: click.Parameter, value: str) -> str:
    if not 0 < len(value.strip()) <= 200:
        raise click.BadParameter("1 to 200 letters")
    return value.strip()


@command.command()
@click.argument("code", callback=_code)
@click.option("--kind", required=True, callback=_kind, help="A code of content/codelists/organisation_kinds.toml.")
@click.option("--kk", required=True, callback=_words, help="Name in Kazakh.")
@click.option("--ru", required=True, callback=_words, help="Name in Russian.")
@click.option("--en", required=True, callback=_words, help="Name in English.")
@click.option("--place", default="", help="Code of its region or district.")
@click.option("--phone", default="", help="Its telephone for the night, at most 20 signs.")
def add(code: str, kind: str, kk: str, ru: str, en: str, place: str, phone: str) -> None:
    """Add a body under CODE, a short name for the desk such as umit-shymkent."""
    if Organisation.objects.filter(code=code).exists():
        raise click.ClickException(f"{code} is there already.")
    if len(phone) > 20:
        raise click.ClickException("The telephone is longer than 20 signs.")
    add_organisation(
        by=BY, code=code, kind=kind, names={"kk": kk, "ru": ru, "en": en}, place=_place(place) if place else None,
        duty_phone=phone,
    )  # fmt: skip
    click.echo(f"Added {code}. Let somebody in: panah organisation person {code} --name … --username …")


@command.command()
@CODE
@click.argument("place", default="")
def answers(code: str, place: str) -> None:
    """Concerns from PLACE come to CODE first; without a place, all for which nobody else answers."""
    answer_for(by=BY, organisation=_found(code), place=_place(place) if place else None)
    click.echo(f"{code} looks first at concerns from {place or 'everywhere that nobody else answers for'}.")


@command.command()
@CODE
@click.option("--name", required=True, callback=_words, help="As colleagues know the person.")
@click.option("--username", required=True, callback=_code, help="To sign in with.")
@click.option("--role", type=click.Choice([str(role) for role in BEGINNERS]), default=str(Role.ADMINISTRATOR))
@click.option("--language", type=click.Choice(["kk", "ru", "en"]), default="kk")
def person(code: str, name: str, username: str, role: str, language: str) -> None:
    """Let a first person into CODE. The password is shown once, lets in once, and only for a week."""
    organisation, password = _found(code), one_time_password()
    if Person.objects.filter(username=username).exists():
        raise click.ClickException(f"Somebody signs in as {username} already. Choose another username.")
    held = Membership.objects.valid().filter(organisation=organisation, role=role)
    if held.exists():
        raise click.ClickException(f"{code} has somebody in this role. They add further people on the page People.")
    with writing():
        somebody = add_person(
            by=BY, username=username, display_name=name, password=password, language=language,
            slip_until=clock.now() + SLIP_HOLDS,
        )  # fmt: skip
        give_role(by=BY, person=somebody, organisation=organisation, role=Role(role))
    click.echo(f"Username: {username}\nPassword, for one time: {password}")


@command.command(name="list")
def list_all() -> None:
    """Every body with its kind, the places for which it answers, and how many people it has."""
    areas: dict[Any, list[str]] = {}
    for area in DutyArea.objects.select_related("place").order_by("place"):
        areas.setdefault(area.organisation_id, []).append(area.place_id or "everything else")
    for one in Organisation.objects.filter(is_active=True).order_by("code"):
        people = Membership.objects.valid().filter(organisation=one).values("person").distinct().count()
        click.echo(f"{one.code:<28} {one.kind:<24} people: {people:<4} {', '.join(areas.get(one.pk, []))}".rstrip())

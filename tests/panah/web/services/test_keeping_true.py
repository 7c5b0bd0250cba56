"""Entries that stay true: new ones, changes by two at once, the quarterly question, and the link of a body without account."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.casework.services.actions import (
    ProviderDetails,
    add_provider,
    ask_for_confirmations,
    make_confirmation_link,
    retire_provider,
)
from panah.casework.services.models import ConfirmationLink, Interpreter, Proposal, Provider
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.web.services.forms import CorrectionForm, ProviderForm
from panah.web.services.views.linked import WRONG_LINKS
from tests.panah.casework.referrals.handover import SYSTEM, Sides, team
from tests.panah.web.services.test_views import signed_in, text_of

NEW = "/app/providers/new/"
ENTRY: dict[str, Any] = {
    "kind": "crisis_centre", "name_kk": "Үлгі", "name_ru": "Образец", "name_en": "Sample centre", "service_types": ["shelter"],
    "funding": "own", "opening_days": "every_day", "opens_at": "09:00", "closes_at": "18:00", "is_open_at_night": "on",
    "duty_phone": "+7 000 1", "night_phone": "+7 000 2", "languages": ["kk"], "women": ["uz", "tg"], "men": ["uz"],
    "takes_children_alone": "no", "place": "", "once": "k1",
}  # fmt: skip


def chief(sides: Sides) -> Actor:
    return sides.ngo.actors[Role.HEAD_OF_ORGANISATION]


def head(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.HEAD_OF_ORGANISATION])


def old(entry: Provider, days: int = 91) -> None:
    Provider.objects.filter(pk=entry.pk).update(confirmed_on=clock.today() - timedelta(days=days))


def asked_about(code: str) -> list[Timer]:
    return list(Timer.objects.running().filter(address_code=code).order_by("kind"))


def test_an_entry_is_written_once_with_all_that_it_says(sides: Sides) -> None:
    client, posted = head(sides), ENTRY | {"organisation": str(sides.ngo.organisation.pk)}
    assert client.post(NEW, posted).status_code == 302
    client.post(NEW, posted)
    made = Provider.objects.get(name_en="Sample centre")
    spoken = set(Interpreter.objects.filter(provider=made).values_list("language", "sex"))
    assert spoken == {("uz", "female"), ("tg", "female"), ("uz", "male")}
    text = html.unescape(text_of(client.get(f"/app/providers/{made.code}/")))
    for words in (
        "Crisis centre",
        "Every day, 09:00–18:00",
        "Open at night",
        "+7 000 2",
        "Uzbek (woman, man)",
        "Tajik (woman)",
    ):
        assert words in text
    listed = text_of(client.get("/app/providers/?kind=crisis_centre&language=tg&night=1"))
    assert "Sample centre" in listed
    assert "Sample centre" not in text_of(client.get("/app/providers/?language=ky"))


def test_nobody_writes_an_entry_of_an_organisation_with_people_of_its_own(sides: Sides) -> None:
    posted = ENTRY | {"organisation": str(sides.clinic.organisation.pk)}
    assert head(sides).post(NEW, posted).status_code == 200
    assert not Provider.objects.filter(name_en="Sample centre").exists()
    address = f"/app/providers/{sides.doctor.code}/change/"
    assert head(sides).get(address).status_code == 302
    assert head(sides).post(address, ENTRY | {"version": "1"}).status_code == 302
    sides.doctor.refresh_from_db()
    assert sides.doctor.name_en == "clinic place en"


def test_two_who_change_at_once_see_both_texts_and_nothing_is_lost(sides: Sides) -> None:
    client, address = head(sides), f"/app/providers/{sides.shelter.code}/change/"
    assert 'name="version" value="1"' in text_of(client.get(address))
    assert client.post(address, ENTRY | {"version": "1", "is_all_true": "on"}).status_code == 302
    sides.shelter.refresh_from_db()
    assert (sides.shelter.kind, sides.shelter.version, sides.shelter.confirmed_on) == (
        "crisis_centre",
        2,
        clock.today(),
    )
    late = client.post(address, ENTRY | {"version": "1", "night_phone": "+7 000 9", "once": "k2"})
    text = html.unescape(text_of(late))
    assert "Someone else changed this" in text
    assert "+7 000 9" in text
    assert "+7 000 2" in text


def test_an_entry_that_left_while_its_page_was_open_is_said(sides: Sides) -> None:
    client, address = head(sides), f"/app/providers/{sides.shelter.code}/change/"
    retire_provider(by=SYSTEM, provider=sides.shelter)
    text = html.unescape(text_of(client.post(address, ENTRY | {"version": "1", "name_en": "Typed words"})))
    assert "taken out of the directory while you had the page open" in text
    assert "Typed words" in text
    assert "no longer in use" in text_of(client.get(f"/app/providers/{sides.shelter.code}/"))


@pytest.mark.safeguard("S12", "an address is typed as the name of a shelter, or as whom to ask for there")
@pytest.mark.parametrize("address", ["Абай көшесі 15, 3-пәтер", "ул. Толе би, д. 7", "12 Rose Street"])
def test_nothing_that_looks_like_an_address_is_shown_of_a_shelter(sides: Sides, address: str) -> None:
    names = dict.fromkeys(("name_kk", "name_ru", "name_en"), address)
    posted = ENTRY | names | {"contact_person": address, "organisation": str(sides.ngo.organisation.pk)}
    client = head(sides)
    said = client.post(NEW, posted, follow=True)  # not refused: it may be a name
    assert "looks like an address" in html.unescape(text_of(said))
    made = Provider.objects.get(name_en=address)
    for page in (f"/app/providers/{made.code}/", "/app/providers/", "/app/places/ask/"):
        answer = client.post(page, {"age": "15"}) if "ask" in page else client.get(page)
        text = html.unescape(text_of(answer))
        assert made.code in text
        assert address not in text.split('<form class="form"')[0]


@pytest.mark.safeguard("S12", "a form of the directory asks for the address of a shelter")
@pytest.mark.parametrize("form", [ProviderForm, CorrectionForm])
def test_no_form_of_the_directory_asks_for_an_address(db: None, form: type[ProviderForm]) -> None:
    words = re.compile(r"address|street|house|building|map|coordinate|latitude", re.IGNORECASE)
    assert not [name for name in form.base_fields if words.search(name)]
    assert not [one for one in form.base_fields.values() if words.search(str(one.label))]
    assert not [field.name for field in Provider._meta.fields if words.search(field.name)]


def test_an_entry_of_a_quarter_ago_is_asked_about_once_and_the_yes_ends_it(sides: Sides, body: Provider) -> None:
    for entry, days in ((sides.shelter, 91), (body, 91), (sides.doctor, 90)):
        old(entry, days)
    assert ask_for_confirmations(by=SYSTEM) == 2
    assert ask_for_confirmations(by=SYSTEM) == 0
    (own,), (kept,) = asked_about(sides.shelter.code), asked_about(body.code)
    assert {own.organisation, kept.organisation} == {sides.ngo.organisation}  # nobody of the body is here
    client = head(sides)
    today = html.unescape(text_of(client.get("/app/")))
    assert "Is this entry of the directory still true?" in today
    client.post(f"/app/providers/{sides.shelter.code}/confirm/")
    assert asked_about(sides.shelter.code) == []


def test_an_entry_that_nobody_answers_for_is_taken_on_by_who_offers_to(sides: Sides) -> None:
    empty = team("silent").organisation
    names = dict.fromkeys(("kk", "ru", "en"), "Sample silent")
    entry = add_provider(by=SYSTEM, organisation=empty, details=ProviderDetails(names, ["legal"]))
    old(entry)
    ask_for_confirmations(by=SYSTEM)
    assert asked_about(entry.code) == []
    client, page = head(sides), f"/app/providers/{entry.code}/"
    assert "We look after this entry" in text_of(client.get(page))
    client.post(f"{page}keep/")
    assert "Ask them by a link" in text_of(client.get(page))
    other = signed_in(team("third", Role.HEAD_OF_ORGANISATION).people[Role.HEAD_OF_ORGANISATION])
    other.post(f"{page}keep/")
    entry.refresh_from_db()
    assert entry.keeper == sides.ngo.organisation


def link_to(sides: Sides, body: Provider) -> str:
    text = html.unescape(text_of(head(sides).post(f"/app/providers/{body.code}/link/")))
    found = re.search(r"http://testserver(/d/[\w-]+/)", text)
    assert found
    return found[1]


def test_a_body_says_by_its_link_that_all_is_true_and_the_link_opens_no_more(sides: Sides, body: Provider) -> None:
    old(body)
    ask_for_confirmations(by=SYSTEM)
    address, visitor = link_to(sides, body), Client()
    assert len(address.split("/")[2]) >= 22  # 128 random bits
    assert not ConfirmationLink.objects.filter(token_hash__contains=address.split("/")[2]).exists()
    assert "Sample body" in text_of(visitor.get(address))
    assert "confirmed today" in text_of(visitor.post(address, {"go": "true", "language": "en"}))
    body.refresh_from_db()
    assert body.confirmed_on == clock.today()
    assert asked_about(body.code) == []
    assert visitor.get(address).status_code == 404
    assert visitor.post(address, {"go": "true"}).status_code == 404


CORRECTED: dict[str, Any] = {
    "go": "send", "language": "en", "service_types": ["legal", "psychological"], "opening_days": "working_days",
    "opens_at": "10:00", "closes_at": "", "duty_phone": "+7 000 6", "night_phone": "", "languages": ["kk", "uz"],
    "takes_nobody_now": "on", "name_and_post": "Sample, secretary",
}  # fmt: skip


def test_the_page_speaks_three_languages_and_keeps_what_was_typed(sides: Sides, body: Provider) -> None:
    address = link_to(sides, body)
    text = text_of(Client().post(address, CORRECTED | {"switch_language": "ru", "go": ""}))
    assert 'lang="ru"' in text
    assert "+7 000 6" in text
    assert not Proposal.objects.exists()


@pytest.mark.safeguard(
    "S17", "a guessed link to the directory is answered otherwise than an expired one, or tried for ever"
)
def test_wrong_expired_used_and_ended_links_are_one_page_and_many_tries_are_slowed(
    sides: Sides, body: Provider
) -> None:
    replaced, address = link_to(sides, body), link_to(sides, body)
    expired = make_confirmation_link(by=chief(sides), provider=body)
    ConfirmationLink.objects.filter(pk=expired.link.pk).update(expires_at=clock.now() - timedelta(days=1))
    pages = {
        Client().get(one).content for one in (replaced, address, f"/d/{expired.token}/", "/d/invented/", "/d/%00/")
    }
    assert len({re.sub(rb"\d\d:\d\d", b"", page) for page in pages}) == 1
    fresh = link_to(sides, body)
    assert Client().get(fresh).status_code == 200
    for number in range(WRONG_LINKS.limit):
        assert Client().get(f"/d/guess-{number}/").status_code == 404
    assert Client().get(fresh).status_code == 404
    WRONG_LINKS.forget()
    assert Client().get(fresh).status_code == 200


def test_a_link_to_an_entry_that_left_the_directory_opens_no_more(sides: Sides, body: Provider) -> None:
    address = link_to(sides, body)
    retire_provider(by=chief(sides), provider=body)
    assert Client().get(address).status_code == 404
    assert Client().post(address, CORRECTED).status_code == 404
    assert not Proposal.objects.exists()


def test_who_goes_back_from_a_correction_sees_the_entry_again(sides: Sides, body: Provider) -> None:
    address = link_to(sides, body)
    text = text_of(Client().post(address, CORRECTED | {"go": "back"}))
    assert "Everything is true" in text
    assert "Write your name and post" not in html.unescape(text)
    assert not Proposal.objects.exists()

"""The pages of a house: who sees what, what is said when two want one bed, and what never stands on a paper."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panah.casework.services.actions import reserve_bed
from panah.casework.services.models import Provider, Reservation, Waiting
from panah.casework.stays.actions import ask_exit, write_exit, write_incident, write_log
from panah.casework.stays.models import DailyLog, ExitRequest, Stay
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.web.today.queries import action_rows
from tests.panah.casework.cases.office import Office, Worker
from tests.panah.casework.stays.house import BAG, GIRL, NAME, House, admitted, incident, leaving, shared_with_house

NO_ADDRESS = ("address", "street", "home", "location", "latitude", "coordinates")


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.person)
    return client


def read(client: Client, name: str, *args: object, **query: str) -> str:
    return client.get(reverse(name, args=args), query, follow=True).content.decode()


def asked(**changes: Any) -> dict[str, Any]:
    return {"age_band": "15_17", "sex": "female", "asker": "Canarypost", "call_back": "+7 000", "once": "k"} | changes


def at_the_door(**changes: Any) -> dict[str, Any]:
    here = timezone.localtime()
    usual = {
        "where": "any", "age_band": "15_17", "sex": "female", "came_from": "police", "consent": "self", "name": NAME,
        "day_day": here.day, "day_month": here.month, "day_year": here.year, "hour": f"{here:%H:%M}", "once": "door",
    }  # fmt: skip
    return usual | changes


def test_a_full_house_says_where_a_bed_is_free_and_keeps_what_was_typed(house: House) -> None:
    client, address = signed_in(house.zhanna), reverse("reserve", args=[house.provider.code])
    for number in range(2):
        assert client.post(address, asked(once=str(number))).status_code == 302
    page = client.post(address, asked(once="third")).content.decode()
    assert "Baiterek, +7 000" in page
    assert "Canarypost" in page
    assert client.post(address, asked(once="third", go="wait")).status_code == 302
    assert Waiting.objects.get().asker == "Canarypost"
    assert "Canarypost" in read(client, "place-board", house.provider.code)


def test_somebody_was_faster_while_the_page_stood_open(house: House) -> None:
    client = signed_in(house.zhanna)
    taken = reserve_bed(by=house.sister.actor, provider=house.provider, for_whom=GIRL, bed=house.beds[0])
    page = client.post(
        reverse("admit", args=[house.provider.code]), at_the_door(where=f"bed:{taken.bed.code}", belongings=BAG)
    ).content.decode()
    assert "Somebody was faster" in page
    assert BAG in page
    assert NAME in page
    assert not Stay.objects.exists()
    assert Reservation.objects.count() == 1


def test_an_admission_leads_to_the_guest_whose_name_is_shown_on_request_alone(house: House) -> None:
    client = signed_in(house.zhanna)
    done = client.post(reverse("admit", args=[house.provider.code]), at_the_door(belongings=BAG))
    stay = Stay.objects.get()
    assert done["Location"] == reverse("guest", args=[stay.code])
    page = read(client, "guest", stay.code)
    assert BAG in page
    assert NAME not in page
    assert NAME in client.post(reverse("guest-name", args=[stay.code])).content.decode()
    assert NAME not in read(client, "place-board", house.provider.code)


@pytest.mark.safeguard("S15", "another house, the lead of the case or its supervisor opens the page of a guest")
def test_nobody_outside_the_house_finds_a_guest(house: House, office: Office) -> None:
    case = shared_with_house(office, house)
    stay = admitted(house, case_code=case.code)
    address = reverse("guest", args=[stay.code])
    assert signed_in(house.kamila).get(address).status_code == 404
    assert signed_in(office.saule).get(address).status_code == 404
    assert signed_in(office.aigul).get(address).status_code == 403
    page = read(signed_in(office.aigul), "case", case.code)
    assert "Terek" in page
    assert house.provider.duty_phone in page
    assert stay.code not in page
    assert BAG not in page


@pytest.mark.safeguard("S17", "a guessed code of a guest is answered otherwise than one that is not there")
def test_a_guess_is_answered_like_nothing(house: House) -> None:
    stay, client = admitted(house), signed_in(house.kamila)
    there, nowhere = (client.get(reverse("guest", args=[code])) for code in (stay.code, "K7Q4-2MX9"))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert len(there.content) == len(nowhere.content)


@pytest.mark.safeguard("S12", "where a house stands is read from a paper, a page of the case or the name of a file")
def test_where_the_house_stands_is_on_no_page_and_no_paper(house: House, office: Office) -> None:
    place = Place.objects.districts("KZ-61")[1]
    Provider.objects.filter(pk=house.provider.pk).update(place=place)
    case = shared_with_house(office, house)
    hold = reserve_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)
    stay = admitted(house, case_code=case.code)
    client, code = signed_in(house.zhanna), house.provider.code
    pages = [
        read(signed_in(office.aigul), "case", case.code), read(client, "place-board", code),
        read(client, "reservation", hold.code), read(client, "guest", stay.code), read(client, "guest-form", stay.code),
        read(client, "house-month", code, language="ru"),
    ]  # fmt: skip
    write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving())
    pages += [read(client, "guest-letter", stay.code, language="kk"), read(client, "house-month", code)]
    for page in pages:
        assert "Terek" in page or stay.code in page
        assert not [name for name in {place.label(language) for language in ("kk", "ru", "en")} if name in page]
    file = client.get(reverse("house-month-file", args=[code]))
    assert file["Content-Disposition"].startswith(f'attachment; filename="M-{code}-')
    assert NAME not in file.content.decode()


def test_nothing_that_is_remembered_of_a_house_could_hold_an_address() -> None:
    models = [model for label in ("services", "stays") for model in apps.get_app_config(label).get_models()]
    fields = [field.name for model in models for field in model._meta.fields]
    assert len(models) > 8
    assert not [name for name in fields if any(word in name for word in NO_ADDRESS)]


def test_the_log_of_all_guests_is_one_page_and_keeps_what_is_right(house: House) -> None:
    first, second = admitted(house), admitted(house)
    client, address = signed_in(house.zhanna), reverse("house-log", args=[house.provider.code])
    write_log(by=house.sister.actor, stay=second, day=clock.today(), answers={"ate": "little"}, words="Canarysister")
    page = client.post(
        address, {f"{first.code}-ate": "well", f"{second.code}-ate": "nothing", f"{second.code}-words": "mine"}
    )
    text = page.content.decode()
    assert page.status_code == 200
    assert "mine" in text, "what was typed is kept"
    assert "Sister" in text, "and who wrote meanwhile is said"
    shown = text.split(f'id="conflict-{second.code}"')[1].split('class="taps"')[0]
    assert "Canarysister" in shown, "both texts stand side by side"
    assert f'name="keep-{second.code}-words"' in shown
    assert f'name="keep-{second.code}-ate"' in shown
    assert DailyLog.objects.filter(stay=first).exists()
    again = {
        f"{first.code}-ate": "well",
        f"{first.code}-version": "1",
        f"{second.code}-ate": "nothing",
        f"{second.code}-words": "mine",
        f"{second.code}-version": "1",
    }
    again |= {f"keep-{second.code}-ate": "theirs", f"keep-{second.code}-words": "mine"}
    assert client.post(address, again).status_code == 302
    text = client.get(address).content.decode()
    own = text.split(f'name="{second.code}-ate"')[1]
    assert 'value="little" selected' in own, "what the writer chose of theirs is kept"
    assert f'name="{second.code}-words" value="mine"' in own


def leaving_form(**changes: Any) -> dict[str, Any]:
    here = timezone.localtime()
    usual = {
        "leaves_to": "own_family", "leaves_with": "relative", "relation": "aunt_or_uncle", "who": "Canaryuncle",
        "day_day": here.day, "day_month": here.month, "day_year": here.year, "hour": f"{here:%H:%M}", "once": "out",
    }  # fmt: skip
    return usual | changes


@pytest.mark.safeguard("S3", "an uncle of whom nobody decided anything takes a child from the house by a form")
def test_an_exit_in_doubt_is_an_interruption_with_a_reason_and_a_second_person(house: House) -> None:
    stay = admitted(house, admitted_at=clock.now() - timedelta(hours=1))
    client, address = signed_in(house.zhanna), reverse("guest-exit", args=[stay.code])
    page = client.post(address, leaving_form()).content.decode()
    assert "Nobody has decided that this adult is safe" in page
    assert "Canaryuncle" in page
    assert client.post(address, leaving_form(go="ask", once="ask")).status_code == 200, "a reason is needed"
    assert client.post(address, leaving_form(go="ask", once="ask", reason="Canaryreason")).status_code == 302
    request = ExitRequest.objects.get()
    rows = action_rows(house.saule.actor, clock.now(), 20)
    assert [row.url for row in rows] == [reverse("exit-request", args=[request.pk])]
    asked = signed_in(house.saule).get(reverse("exit-request", args=[request.pk])).content.decode()
    assert "Nobody has decided that this adult is safe" in asked, "whoever signs reads why it was stopped"
    answer = signed_in(house.saule).post(reverse("exit-request", args=[request.pk]), {"is_agreed": "yes", "once": "y"})
    assert answer.status_code == 302
    assert client.post(address, leaving_form(once="again")).status_code == 302
    stay.refresh_from_db()
    assert stay.left_at is not None


def test_today_of_the_manager_says_what_ends_and_what_is_due(house: House) -> None:
    reserve_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)
    admitted(house, expected_until=clock.today() + timedelta(days=3))
    words = {str(row.sentence) for row in action_rows(house.zhanna.actor, clock.now(), 20)}
    assert words == {
        "A reservation ends: call and ask", "A doctor sees the new guest", "Write the log of yesterday",
        "A stay nears its end: plan what comes next",
    }  # fmt: skip
    assert action_rows(house.kamila.actor, clock.now(), 20) == []


@pytest.mark.parametrize("language", ["kk", "ru", "en", "uz", "ky", "tg"])
def test_the_house_rules_are_there_in_six_languages(house: House, language: str) -> None:
    page = read(signed_in(house.zhanna), "house-rules", language=language)
    assert f'<article class="letter" lang="{language}">' in page
    assert page.count("<svg xmlns") >= 10


def test_who_is_overtaken_by_another_answer_reads_it_and_keeps_what_was_typed(house: House) -> None:
    row = write_incident(by=house.zhanna.actor, stay=admitted(house), report=incident())
    asked = ask_exit(by=house.zhanna.actor, stay=row.stay, leaving=leaving(leaves_with="alone"), reason="Canaryreason")
    doors = (
        (reverse("incident", args=[row.pk]), {"answer": "outside", "words": "Canaryhead"}, {"answer": "enough"}, "words"),
        (reverse("exit-request", args=[asked.pk]), {"is_agreed": "no", "remark": "Canaryhead"}, {"is_agreed": "yes"}, "remark"),
    )  # fmt: skip
    for address, first, second, words in doors:
        assert signed_in(house.omar).post(address, first | {"once": address}).status_code == 302
        page = signed_in(house.saule).post(address, second | {words: "Canarytyped", "once": f"{address}2"})
        text = page.content.decode()
        assert page.status_code == 200
        assert "Canaryhead" in text
        assert "Canarytyped" in text
        assert "Somebody has answered meanwhile" in text
        assert "data-confirm-leave" not in signed_in(house.saule).get(address).content.decode(), "no form any more"


@pytest.mark.safeguard(
    "S12", "whoever once asked for a bed watches the page of the reservation for the day the guest leaves"
)
def test_who_asked_for_a_bed_does_not_learn_when_the_guest_left(house: House, office: Office) -> None:
    hold = reserve_bed(by=office.aigul.actor, provider=house.provider, for_whom=GIRL)
    stay = admitted(house, reservation=hold, admitted_at=clock.now())
    asker = signed_in(office.aigul)

    def seen() -> list[str]:
        pages = [asker.get(reverse("reservation", args=[hold.code]))]
        pages += [asker.post(reverse(name, args=[hold.code])) for name in ("reservation-extend", "reservation-release")]
        return [re.sub('value="[^"]{40,}"', "", page.content.decode()) for page in pages]

    here = seen()
    write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving())
    assert seen() == here
    assert "The guest left" in read(signed_in(house.zhanna), "reservation", hold.code)


def test_who_comes_by_the_clock_of_the_house_comes_by_it(house: House, office: Office) -> None:
    abroad = Place.objects.districts("KZ-61")[1]
    Place.objects.filter(pk=abroad.pk).update(timezone="Asia/Bishkek")
    Provider.objects.filter(pk=house.provider.pk).update(place=abroad)
    there = timezone.localtime(clock.now() - timedelta(hours=3), ZoneInfo("Asia/Bishkek"))
    day = {"day_day": there.day, "day_month": there.month, "day_year": there.year, "hour": f"{there:%H:%M}"}
    signed_in(house.zhanna).post(reverse("admit", args=[house.provider.code]), at_the_door(**day))
    assert Stay.objects.get().admitted_at == there.replace(second=0, microsecond=0)

"""What two people know of stands on no page of anybody else: by address, by role, by person."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from panah.casework.operations import actions
from panah.casework.operations.models import Night, StandBy
from panah.foundation.notices.models import Notice
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from panah.web.accounts.log import acts_of
from tests.panah.casework.cases.office import Worker, hired
from tests.panah.casework.operations.house import NOTE, House, confirmed, prepared
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, title_of, words_of

READ = ("ahead", "ahead-change", "ahead-other", "ahead-places")
PRESSED = ("ahead-confirm", "ahead-release", "ahead-off", "ahead-begin")
ROLES = (
    Role.ADMINISTRATOR, Role.HEAD_OF_ORGANISATION, Role.SUPERVISOR, Role.CASEWORKER, Role.DUTY_WORKER, Role.SHELTER_MANAGER,
    Role.MONITORING_OFFICER, Role.REGIONAL_COORDINATOR, Role.MINISTRY_COORDINATOR,
)  # fmt: skip


def confirms(worker: Worker, stand_by: StandBy) -> None:
    """As the button sends it: with the version that stood on the page."""
    client = signed_in(worker)
    found = re.search(r'name="version" value="(\d+)"', text_of(client.get(reverse("ahead", args=[stand_by.code]))))
    assert found
    client.post(reverse("ahead-confirm", args=[stand_by.code]), {"version": found.group(1)})


def strangers(house: House) -> list[Worker]:
    """One more person of every role, here and elsewhere."""
    places = (house.office.organisation, house.office.other)
    return [hired(place, role, f"{role}-{place.code}") for place in places for role in ROLES]


@pytest.mark.safeguard("S12", "by an address that was guessed or copied a third person reads when it is")
def test_no_other_person_of_any_role_reaches_any_of_its_addresses(house: House) -> None:
    stand_by = confirmed(house)
    for worker in strangers(house):
        client = signed_in(worker)
        for name in READ:
            assert client.get(reverse(name, args=[stand_by.code])).status_code in (403, 404), (
                name,
                worker.person.username,
            )
        for name in PRESSED:
            assert client.post(reverse(name, args=[stand_by.code])).status_code in (403, 404), (
                name,
                worker.person.username,
            )
    assert Client().get(reverse("ahead", args=[stand_by.code])).status_code == 302
    stand_by.refresh_from_db()
    assert (stand_by.called_off_at, stand_by.begun_at) == (None, None)


@pytest.mark.safeguard(
    "S12", "a search, the list of acts, Today or the page of who sees what names it to somebody else"
)
def test_it_stands_on_no_page_of_others(house: House) -> None:
    stand_by = confirmed(house)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=2)
    open_sealed(stand_by)
    written = {f"{stand_by.begins_at:{pattern}}" for pattern in ("%Y-%m-%d", "%d.%m.%Y")}
    pages = (
        "/app/", "/app/operations/", f"/app/find/?q={stand_by.code}", "/app/access-log/", "/app/access/", "/app/region/",
        "/app/team/", "/app/me/", reverse("place-board", args=[house.home.code]), "/account/log/",
    )  # fmt: skip
    for worker in strangers(house):
        client = signed_in(worker)
        for page in pages:
            text = client.get(page, follow=True).content.decode()
            found = text.replace(f"q={stand_by.code}", "").replace(f'value="{stand_by.code}"', "")
            assert stand_by.code not in found, (page, worker.person.username)
            assert NOTE not in text
            assert not any(day in text for day in written), (page, worker.person.username)


@pytest.mark.safeguard("S12", "once it is forgotten, head and administrator read who opened it and when")
def test_when_it_is_forgotten_the_record_of_acts_still_says_nothing(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    for worker in (house.bakyt, house.saule):
        signed_in(worker).get(reverse("ahead", args=[stand_by.code]))
    with clock.standing_at(clock.now() + timedelta(days=5)):
        assert actions.sweep_operations(by=Actor.system("worker", {Permission.CLOCK_WORK})) == 1
    read = AuditEvent.objects.filter(subject_code=stand_by.code)
    assert {row.verb for row in read} == {"operations.make_stand_by", "operations.confirm_stand_by", "read"}
    wide = [*read.filter(verb="read")[0].fields, stand_by.code, "K7Q4-2MX9", "K7Q4-2MX8"]
    audit.append_alone(audit.Event(house.bakyt.actor, "read", "file", "3 files", wide, 3))
    for role in (Role.HEAD_OF_ORGANISATION, Role.ADMINISTRATOR):
        actor = hired(house.office.organisation, role, f"{role}-later").actor
        shown = acts_of(actor)
        assert not shown.filter(subject_code=stand_by.code).exists()
        assert not shown.filter(verb="read").exists()
        assert shown.exists()


def test_the_two_read_all_of_it_and_its_title_says_a_code_alone(house: House) -> None:
    stand_by = prepared(house)
    for worker in (house.bakyt, house.saule):
        response = signed_in(worker).get(reverse("ahead", args=[stand_by.code]))
        assert NOTE in words_of(response)
        assert title_of(response).startswith(f"Places — {stand_by.code}")


def test_of_the_two_only_the_other_one_has_a_row_on_today_and_it_says_no_day(house: House) -> None:
    stand_by = prepared(house)
    assert stand_by.code not in text_of(signed_in(house.bakyt).get("/app/"))
    words = words_of(signed_in(house.saule).get("/app/"))
    assert "Read and confirm what a colleague has prepared" in words
    assert not Notice.objects.exists()
    confirms(house.saule, stand_by)
    assert "Read and confirm" not in words_of(signed_in(house.saule).get("/app/"))


@pytest.mark.parametrize("version", ["", "0", "1x", "²", "9" * 40, "1"])
def test_a_confirmation_of_what_was_not_read_is_none(house: House, version: str) -> None:
    stand_by = prepared(house)
    plan = actions.Plan(clock.now() + timedelta(days=3), 9)
    actions.change_stand_by(by=house.bakyt.actor, stand_by=stand_by, plan=plan, version=stand_by.version)
    sent, client = {"version": version}, signed_in(house.saule)
    page = client.post(reverse("ahead-confirm", args=[stand_by.code]), sent, follow=True)
    assert "It was changed while you read it. Read it anew" in words_of(page)
    stand_by.refresh_from_db()
    assert stand_by.confirmed_at is None


def form_of(house: House, **more: str) -> dict[str, object]:
    when = clock.today() + timedelta(days=5)
    sent: dict[str, object] = {
        "begins": "04:30", "places": "12", "second": str(house.saule.person.pk), "note": "Canary blankets",
        "crew": [str(house.aigul.person.pk), str(house.nazgul.person.pk)],
    }  # fmt: skip
    return day("day", when) | sent | more


def test_it_is_made_changed_handed_to_another_and_begun(house: House) -> None:
    client = signed_in(house.bakyt)
    key = key_in(client.get("/app/operations/ahead/"))
    answer = client.post("/app/operations/ahead/", form_of(house, once=key))
    stand_by = StandBy.objects.get()
    assert answer.headers["Location"] == reverse("ahead", args=[stand_by.code])
    change = reverse("ahead-change", args=[stand_by.code])
    assert "Canary blankets" in text_of(client.get(change))
    sent = form_of(house, places="20", version=str(stand_by.version))
    assert client.post(change, sent).status_code == 302
    assert (
        client.post(reverse("ahead-other", args=[stand_by.code]), {"second": str(house.roza.person.pk)}).status_code
        == 302
    )
    assert signed_in(house.saule).get(reverse("ahead", args=[stand_by.code])).status_code == 404
    assert "Roza instead of Saule, by Bakyt" in words_of(client.get(reverse("ahead", args=[stand_by.code])))
    confirms(house.roza, stand_by)
    places = {"house": house.home.code, "count": "9"}
    words = words_of(client.post(reverse("ahead-places", args=[stand_by.code]), places, follow=True))
    assert "6 places are held. No more were free." in words
    board = words_of(signed_in(house.nazgul).get(reverse("place-board", args=[house.home.code])))
    assert board.count("held Here") == 6
    assert "until" not in board
    answer = client.post(reverse("ahead-begin", args=[stand_by.code]))
    assert answer.headers["Location"] == reverse("night", args=[Night.objects.get().code])
    assert "A night of arrivals is open" in words_of(signed_in(house.aigul).get("/app/"))


def test_a_page_of_a_held_bed_says_neither_why_nor_until_when(house: House) -> None:
    stand_by = confirmed(house)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=1)
    board = text_of(signed_in(house.nazgul).get(reverse("place-board", args=[house.home.code])))
    code = board.partition("/reservation/")[2].partition("/")[0] or board.partition("/held/")[2].partition("/")[0]
    assert code
    words = words_of(signed_in(house.nazgul).get(reverse("reservation", args=[code])))
    assert "Held until" not in words


def test_the_page_of_a_worker_who_knows_of_nothing_is_the_same(house: House) -> None:
    before = words_of(signed_in(house.roza).get("/app/operations/"))
    confirmed(house)
    assert words_of(signed_in(house.roza).get("/app/operations/")) == before


def test_an_empty_form_comes_back_with_its_text(house: House) -> None:
    text = text_of(signed_in(house.bakyt).post("/app/operations/ahead/", form_of(house, places="")))
    assert "Canary blankets" in text
    assert not StandBy.objects.exists()

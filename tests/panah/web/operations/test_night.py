"""The screens of the night: rows by the keyboard, lists that are kept apart, no talk before food, no end with open rows."""

import re

import pytest
from django.urls import reverse

from panah.casework.concerns.models import Concern
from panah.casework.operations import actions
from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.models import Arrival, Given, Night
from panah.casework.operations.rules import band_of
from panah.casework.stays.actions import Admission, admit_guest
from panah.casework.stays.models import Stay
from tests.panah.casework.operations.house import House, came, confirmed, fed
from tests.panah.web.cases.visiting import key_in, signed_in, text_of, title_of, words_of

CANARY = "Canaryname Үлгібаева"


def of(name: str, night: Night, band: str = "") -> str:
    return reverse(name, args=[night.code, band] if band else [night.code])


def row(band: str, **more: object) -> dict[str, object]:
    return {"band": band, "age_band": "6_11", "sex": "female", "language": "uz", "group": "", "hour": ""} | more


def test_whoever_was_not_named_finds_no_night(house: House, night: Night) -> None:
    came(house, night, "17")
    for worker in (house.bakyt, house.roza, house.office.gulnar, house.office.lazzat):
        client = signed_in(worker)
        for address in (
            of("night", night),
            of("night-add", night),
            of("arrival", night, "17"),
            of("night-hand-over", night),
        ):
            assert client.get(address).status_code == 404
        assert night.code not in text_of(client.get("/app/"))


def test_a_night_begins_at_the_door(house: House) -> None:
    client = signed_in(house.aigul)
    page = client.get("/app/operations/begin/")
    sent = {"once": key_in(page), "crew": [str(house.nazgul.person.pk)]}
    answer = client.post("/app/operations/begin/", sent)
    assert answer.headers["Location"] == of("night", Night.objects.get())


def test_the_next_row_waits_with_the_focus_on_the_band_and_the_language_of_the_last(house: House, night: Night) -> None:
    client = signed_in(house.aigul)
    page = client.get(of("night-add", night))
    assert re.search(r'<input[^>]*name="band"[^>]*autofocus', text_of(page))
    answer = client.post(of("night-add", night), row("17", once=key_in(page), group="3"))
    assert answer.headers["Location"] == of("night-add", night)
    text = text_of(client.get(of("night-add", night)))
    assert '<option value="uz" selected>' in text
    assert 'value="3"' not in text
    assert "Written: band 17." in text
    assert title_of(client.get(of("night-add", night))).startswith(f"Next arrival — {night.code}")


def test_undo_takes_the_row_back(house: House, night: Night) -> None:
    came(house, night, "17")
    signed_in(house.aigul).post(of("arrival-remove", night, "17"))
    assert not Arrival.objects.standing().exists()


@pytest.mark.safeguard("S14", "of two who type the same band one text is lost")
def test_the_same_band_twice_is_a_sentence_and_both_texts_stay(house: House, night: Night) -> None:
    first, second = signed_in(house.aigul), signed_in(house.nazgul)
    first.post(of("night-add", night), row("17", once=key_in(first.get(of("night-add", night)))))
    page = second.post(of("night-add", night), row("17", age_band="15_17", once="k" * 20, needs=["pregnant"]))
    words = words_of(page)
    assert "Somebody wears this number already." in words
    assert "6–11 years, Female, Uzbek" in words
    assert '<option value="15_17" selected>' in text_of(page)
    assert Arrival.objects.count() == 1


def test_children_and_adults_stand_on_two_pages(house: House, night: Night) -> None:
    came(house, night, "17"), came(house, night, "18", "adult"), came(house, night, "19", "unknown")
    client = signed_in(house.aigul)
    children, adults = text_of(client.get(of("night-children", night))), text_of(client.get(of("night-adults", night)))
    assert "/b/17/" in children
    assert "/b/19/" in children
    assert "/b/18/" not in children
    assert "/b/18/" in adults
    assert "/b/17/" not in adults


def test_whoever_needs_a_doctor_stands_first(house: House, night: Night) -> None:
    came(house, night, "17"), came(house, night, "18", needs=("injury",))
    text = text_of(signed_in(house.aigul).get(of("night-children", night)))
    assert text.index("/b/18/") < text.index("/b/17/")
    assert "A doctor first" in words_of(signed_in(house.aigul).get(of("night", night)))


def test_many_are_ticked_by_one_press_and_taken_back_by_another(house: House, night: Night) -> None:
    came(house, night, "17"), came(house, night, "18")
    client = signed_in(house.aigul)
    sent = {"band": ["17", "18"], "step": "food", "to": "children"}
    answer = client.post(of("night-given", night), sent)
    assert answer.headers["Location"] == of("night-children", night)
    assert Given.objects.standing().count() == 2
    assert "Written for 2 people." in words_of(client.get(of("night-children", night)))
    client.post(of("night-not-given", night), {"band": "17,18", "step": "food", "to": "children"})
    assert not Given.objects.standing().exists()
    assert "Choose at least one row" in words_of(client.post(of("night-given", night), {"step": "food"}, follow=True))


def test_all_of_a_list_are_ticked_by_one_press_and_nobody_of_the_other(house: House, night: Night) -> None:
    came(house, night, "17"), came(house, night, "18", "adult")
    signed_in(house.aigul).post(of("night-given", night), {"all": "1", "step": "drink", "to": "children"})
    assert [one.arrival.band for one in Given.objects.standing().select_related("arrival")] == ["17"]


def test_places_for_many_are_given_by_one_press_or_to_none_of_them(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=2)
    night = actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    came(house, night, "17"), came(house, night, "18"), came(house, night, "19")
    client, sent = signed_in(house.aigul), {"house": house.home.code, "to": "children"}
    words = words_of(client.post(of("night-places", night), sent | {"all": "1"}, follow=True))
    assert "No place is held any more." in words
    assert not Arrival.objects.exclude(reservation=None).exists()
    words = words_of(client.post(of("night-places", night), sent | {"band": ["17", "18"]}, follow=True))
    assert "Places for 2 people are held for two hours." in words
    assert Arrival.objects.exclude(reservation=None).count() == 2
    assert "Choose at least one row and a house" in words_of(client.post(of("night-places", night), sent, follow=True))


@pytest.mark.safeguard("S5", "the page of a child offers a talk although it has not eaten")
def test_the_talk_is_closed_until_food_and_rest_are_written(house: House, night: Night) -> None:
    came(house, night, "17", language="kk")
    client = signed_in(house.aigul)
    words = words_of(client.get(of("arrival", night, "17")))
    assert "Before any talk is still missing: Drink, Food, Rest" in words
    assert "Begin a talk" not in words
    page = client.post(of("arrival-talk", night, "17"), {"why": ""})
    assert "Before any talk is still missing" in words_of(page)
    assert not Given.objects.filter(step=ArrivalStep.TALK).exists()
    fed(house, night, "17")
    actions.tick(by=house.aigul.actor, night=night, bands=["17"], step=ArrivalStep.TRUSTED_ADULT)
    assert "Begin a talk" in words_of(client.get(of("arrival", night, "17")))
    assert client.post(of("arrival-talk", night, "17"), {"why": ""}).status_code == 302


def test_a_reason_stands_under_the_name_of_whoever_could_not_wait(house: House, night: Night) -> None:
    came(house, night, "17")
    signed_in(house.nazgul).post(of("arrival-talk", night, "17"), {"why": "Canarywhy: a brother is missing"})
    words = words_of(signed_in(house.aigul).get(of("arrival", night, "17")))
    assert "Canarywhy" in words
    assert "Nazgul" in words


@pytest.mark.safeguard("S12", "a list, a title or a paper of the night names a child")
def test_a_name_stands_on_the_page_of_the_row_alone(house: House, night: Night) -> None:
    arrival = came(house, night, "17")
    client = signed_in(house.aigul)
    sent = row("17", name=CANARY, note="", version=str(arrival.version))
    assert client.post(of("arrival-change", night, "17"), sent).status_code == 302
    assert CANARY in text_of(client.get(of("arrival", night, "17")))
    for name in ("night", "night-children", "night-hand-over", "night-end", "night-add"):
        assert CANARY not in text_of(client.get(of(name, night)))
    assert CANARY not in title_of(client.get(of("arrival", night, "17")))


def test_a_family_is_handed_over_to_the_desk_in_one_concern(house: House, night: Night) -> None:
    came(house, night, "17", group=2), came(house, night, "18", sex="male", group=2)
    client = signed_in(house.aigul)
    page = client.get(of("arrival-concern", night, "17"))
    assert "17 (Girl, 6–11 years), 18 (Boy, 6–11 years)" in words_of(page)
    sent = {
        "once": key_in(page),
        "sleeps_tonight": "alone_or_street",
        "sleeps_with": "",
        "is_danger_now": "unknown",
        "what_was_seen": "",
    }
    assert client.post(of("arrival-concern", night, "17"), sent).status_code == 302
    words = words_of(client.get(of("arrival", night, "18")))
    assert Concern.objects.get().code in words


def test_a_held_place_is_given(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=2)
    night = actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    came(house, night, "17")
    client = signed_in(house.aigul)
    assert "Terek: 2 held" in words_of(client.get(of("arrival-place", night, "17")))
    client.post(of("arrival-place", night, "17"), {"house": f"held:{house.home.code}"})
    assert "Terek" in words_of(client.get(of("arrival", night, "17")))
    assert "Places still held: 1" in words_of(client.get(of("night", night)))
    client.post(of("arrival-no-place", night, "17"))
    assert Arrival.objects.get().reservation is None


def test_an_adult_is_found_safe_and_decides(house: House, night: Night) -> None:
    came(house, night, "18", "adult")
    client = signed_in(house.aigul)
    assert client.post(of("arrival-adult", night, "18"), {"safety": "safe", "part": "parent"}).status_code == 302
    page = client.get(of("arrival-next", night, "18"))
    sent = {"once": key_in(page), "step": "help", "needs": ["basic_needs"], "lead": "", "who": ""}
    assert "Help begins with their yes" in words_of(client.post(of("arrival-next", night, "18"), sent))
    sent |= {"says_yes": "on", "lead": str(house.aigul.person.pk)}
    assert client.post(of("arrival-next", night, "18"), sent).status_code == 302
    assert Arrival.objects.get().case is not None


@pytest.mark.safeguard("S3", "the page on which an adult is found to be suspected does not say what becomes of the bed")
def test_a_place_beside_children_is_taken_back_and_the_page_says_so(house: House, night: Night) -> None:
    adult, child = came(house, night, "18", "adult"), came(house, night, "17")
    actions.decide_adult(by=house.aigul.actor, arrival=adult, safety="safe", part="other")
    for row in (adult, child):
        actions.reserve_place(by=house.aigul.actor, arrival=row, provider=house.home)
    sent = {"safety": "suspected", "part": "other"}
    words = words_of(signed_in(house.aigul).post(of("arrival-adult", night, "18"), sent, follow=True))
    assert "the place was taken back" in words
    adult.refresh_from_db()
    assert (adult.safety, adult.reservation) == ("suspected", None)


@pytest.mark.safeguard("S3", "a child is put beside adult guests of a house by one press, and the house was not asked")
def test_the_house_is_asked_before_a_child_sleeps_beside_its_adult_guests(house: House, night: Night) -> None:
    admission = Admission("adult", "female", "other", "self")
    stay = admit_guest(by=house.nazgul.actor, provider=house.home, admission=admission)
    came(house, night, "17")
    client, sent = signed_in(house.aigul), {"house": f"free:{house.home.code}"}
    page = client.post(of("arrival-place", night, "17"), sent)
    assert "Adults sleep in this house already." in words_of(page)
    assert client.post(of("arrival-place", night, "17"), sent | {"is_house_asked": "on"}).status_code == 302
    came(house, night, "18", "adult")
    assert "is_house_asked" not in text_of(client.get(of("arrival-place", night, "18")))
    Stay.objects.filter(pk=stay.pk).update(age_band="6_11")
    Arrival.objects.filter(band="18").update(reservation=Arrival.objects.get(band="17").reservation)
    Arrival.objects.filter(band="17").update(reservation=None)
    assert "Not under one roof" in words_of(client.get(of("arrival", night, "18")))


def test_the_night_cannot_end_with_open_rows_and_shows_its_counts_afterwards(house: House, night: Night) -> None:
    child = came(house, night, "17")
    client = signed_in(house.aigul)
    assert "1 arrival has no next step yet" in words_of(client.get("/app/"))
    page = client.post(of("night-end", night), {"for_the_morning": "Canarymorning"})
    assert "Still without a next step or a place for the night: 17." in words_of(page)
    assert "Canarymorning" in text_of(page)
    actions.report_family(by=house.aigul.actor, arrival=child, report=actions.FamilyReport("shelter"))
    assert client.post(of("night-end", night), {"for_the_morning": "Canarymorning"}).status_code == 302
    words = words_of(client.get(of("night-hand-over", night)))
    assert "Canarymorning" in words
    assert Concern.objects.get().code in words
    assert night.code not in text_of(client.get("/app/"))


def test_who_interprets_is_named_for_each_language_of_the_night(house: House, night: Night) -> None:
    came(house, night, "17", language="tg"), came(house, night, "18", language="kk")
    words = words_of(signed_in(house.aigul).get(of("night", night)))
    assert "Tajik Nobody in the directory interprets this language." in words


def test_bands_are_printed_without_a_name_and_can_be_typed_back(house: House) -> None:
    text = text_of(signed_in(house.aigul).get("/app/operations/bands/?n=10"))
    bands = re.findall(r"<b>([0-9A-Z]{5})</b>", text)
    assert len(set(bands)) == 10
    assert all(band_of(band) == band for band in bands)


def test_the_empty_list_asks_for_no_name_and_no_citizenship(house: House) -> None:
    words = words_of(signed_in(house.aigul).get("/app/operations/sheet/"))
    assert "Band" in words
    assert not [word for word in ("itizen", "Passport", "Nationality") if word in words]


def test_somebody_else_takes_the_lead_and_lets_colleagues_in(house: House, night: Night) -> None:
    client = signed_in(house.nazgul)
    client.post(of("night-lead", night))
    client.post(of("night-crew", night), {"crew": [str(house.office.gulnar.person.pk)]})
    night.refresh_from_db()
    assert night.leader == house.nazgul.person
    assert "A night of arrivals is open" in words_of(signed_in(house.office.gulnar).get("/app/"))

"""Adults on pages: found in any script, written down once, a telephone for those who wrote it, and a way to be forgotten."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panah.programme.directory import actions
from panah.programme.directory.codes import PairState
from panah.programme.directory.models import Adult, AdultPair
from tests.panah.programme.bureau import Bureau, Colleague, known, teacher
from tests.panah.web.cases.visiting import key_in, reads, text_of, title_of, words_of

PHONE, OTHER_PHONE = "+7 701 000 11 22", "+7 701 000 33 44"
SHOWN = "+77010001122"


def at(colleague: Colleague) -> Client:
    client = Client()
    client.force_login(colleague.person)
    return client


def typed(bureau: Bureau, **changed: str) -> dict[str, str]:
    facts = {"name": "Айгерім Үлгібаева", "sex": "female", "sector": "education", "workplace": "№12 мектеп"}
    return facts | {"place": bureau.district.pk} | changed


def test_an_empty_list_says_so(bureau: Bureau) -> None:
    assert "Nobody is written down yet." in words_of(at(bureau.madina).get("/app/adults/"))
    assert "Nobody waits to be compared." in words_of(at(bureau.madina).get("/app/adults/same/"))
    found = words_of(at(bureau.madina).post("/app/adults/", {"text": "қайрат"}))
    assert "Other spellings and scripts were tried too" in found


def test_a_search_in_any_script_stands_in_no_address(bureau: Bureau) -> None:
    for number in range(30):
        known(bureau, f"Қайрат Үлгі{'абвгдежзиклмнопрстуфхцчшщэюяңғқ'[number]}ов", workplace="")
    client = at(bureau.dana)
    page = text_of(client.post("/app/adults/?sector=education", {"text": "kairat"}))
    assert "Found: 30" in page
    assert page.count('href="/app/adults/') > 25
    assert 'name="text" value="kairat"' in page
    assert not re.search(r'(href|action)="[^"]*kairat', page)
    assert "2 / 2" in text_of(client.post("/app/adults/", {"text": "кайрат үлгі", "page": "2"}))
    assert "Found: 0" in words_of(client.post("/app/adults/?sector=health", {"text": "kairat"}))


def test_the_list_is_in_the_order_of_the_kazakh_alphabet_and_filtered(bureau: Bureau) -> None:
    for name in ("Әсел Үлгі", "Ботагөз Үлгі", "Айша Үлгі", "Ңаз Үлгі", "Нұр Үлгі"):
        known(bureau, name, workplace=name)
    known(bureau, "Ғалым Садыков", by=bureau.dana, sex="male", sector="health")
    text = text_of(at(bureau.madina).get("/app/adults/"))
    order = [text.index(name) for name in ("Айша", "Әсел", "Ботагөз", "Ғалым", "Нұр Үлгі", "Ңаз")]
    assert order == sorted(order)
    for query, count in (
        ("?sector=health", 1),
        ("?known=here", 5),
        ("?known=there&sector=health", 1),
        ("?region=KZ-61", 0),
    ):
        assert f"{count} of 6" in words_of(at(bureau.madina).get(f"/app/adults/{query}")), query


@pytest.mark.parametrize("count", [1, 30])
def test_a_long_list_costs_no_more_queries_than_a_short_one(
    bureau: Bureau, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        known(bureau, f"Үлгі{'абвгдежзиклмнопрстуфхцчшщэюяңғқ'[number]}ов Болат", workplace="", phone=PHONE)
    client = at(bureau.madina)
    for query in ("", "?page=2", "?sector=education&region=KZ-31&known=here"):
        with django_assert_max_num_queries(14):
            text_of(client.get(f"/app/adults/{query}"))
    with django_assert_max_num_queries(10):
        text_of(client.post("/app/adults/", {"text": "болат"}))
    with django_assert_max_num_queries(9):
        text_of(client.get("/app/adults/same/"))


def test_whoever_may_be_the_same_is_shown_before_anything_is_written(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE, email="a@example.org", post="психолог")
    client = at(bureau.dana)
    once = key_in(client.get("/app/adults/new/"))
    page = client.post("/app/adults/new/", typed(bureau, name="Aigerim Ulgibayeva", phone=OTHER_PHONE, once=once))
    words = words_of(page)
    assert "somebody who is known already" in words
    assert "The same name" in words
    assert "психолог" in words
    assert SHOWN not in text_of(page)
    assert "a@example.org" not in text_of(page)
    assert Adult.objects.count() == 1
    sent = typed(bureau, name="Aigerim Ulgibayeva", phone=OTHER_PHONE, once=once, is_this=adult.code)
    assert client.post("/app/adults/new/", sent).headers["Location"] == f"/app/adults/{adult.code}/"
    assert (Adult.objects.count(), AdultPair.objects.count()) == (1, 0)


def test_somebody_else_is_saved_and_not_asked_of_again(bureau: Bureau) -> None:
    known(bureau, phone=PHONE)
    client = at(bureau.dana)
    once = key_in(client.get("/app/adults/new/"))
    page = client.post("/app/adults/new/", typed(bureau, once=once))
    key = re.search(r'name="another" value="(\w+)"', text_of(page))
    assert key
    again = client.post("/app/adults/new/", typed(bureau, name="Айгерім Үлгібаева Серікқызы", another=key[1]))
    assert "somebody who is known already" in words_of(again)  # other words than those that were shown
    sent = typed(bureau, another=key[1], once=once)
    assert client.post("/app/adults/new/", sent).status_code == 302
    assert client.post("/app/adults/new/", sent).status_code == 302  # a second click
    assert Adult.objects.counted().count() == 2
    assert AdultPair.objects.get().state == PairState.DIFFERENT


def test_what_is_wrong_is_said_and_nothing_is_lost(bureau: Bureau) -> None:
    client = at(bureau.madina)
    page = text_of(client.post("/app/adults/new/", typed(bureau, name="12", phone="12", post="психолог")))
    assert "Write the name in letters" in page
    assert 'value="психолог"' in page
    assert "This is no telephone number" in text_of(client.post("/app/adults/new/", typed(bureau, phone="нет")))
    assert "Choose one of the answers" in text_of(client.post("/app/adults/new/", typed(bureau, sector="")))
    assert not Adult.objects.exists()


def test_a_telephone_is_opened_by_those_who_wrote_it_and_that_is_on_record(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    url = f"/app/adults/{adult.code}/"
    for colleague in (bureau.madina, bureau.dana, bureau.bakyt):
        assert SHOWN not in text_of(at(colleague).get(url))
    assert SHOWN in text_of(at(bureau.timur).post(f"{url}contact/"))
    assert set(reads()[-1].fields) == {"directory.adult.phone", "directory.adult.email"}
    assert SHOWN not in text_of(at(bureau.dana).post(f"{url}contact/"))
    assert at(bureau.bakyt).post(f"{url}contact/").status_code == 403
    assert "Only the organisation that wrote them down reads them." in words_of(at(bureau.dana).get(url))
    assert at(bureau.timur).get(f"{url}contact/").status_code == 302


def test_no_name_stands_in_a_title_or_an_address(bureau: Bureau) -> None:
    adult, other = known(bureau, phone=PHONE), known(bureau, phone=OTHER_PHONE)
    pair = AdultPair.objects.get()
    client = at(bureau.madina)
    for url in (f"{adult.code}/", f"{other.code}/change/", f"same/{pair.code}/", f"{adult.code}/forget/"):
        page = client.get(f"/app/adults/{url}")
        assert "лгібаева" not in title_of(page)
        assert not re.search(r'(href|action)="[^"]*лгібаева', text_of(page))


def test_a_later_entry_opens_the_one_that_counts_and_says_so(bureau: Bureau) -> None:
    first, second = known(bureau, phone=PHONE), known(bureau, phone=OTHER_PHONE)
    client, pair = at(bureau.madina), AdultPair.objects.get()
    url = f"/app/adults/same/{pair.code}/"
    assert "Another telephone number" in words_of(client.get(url))
    assert client.post(url, {"decision": "same", "version": "1"}).status_code == 302
    opened = client.get(f"/app/adults/{second.code}/", follow=True)
    assert opened.redirect_chain[-1][0] == f"/app/adults/{first.code}/"
    words = words_of(opened)
    assert f"The entry {second.code} is of this person" in words
    assert "Entries of this person" in words
    shown = text_of(client.post(f"/app/adults/{first.code}/contact/"))
    assert SHOWN in shown
    assert "+77010003344" in shown
    assert "Someone else changed this" in words_of(
        client.post(url, {"decision": "different", "version": "1"}, follow=True)
    )
    assert client.post(f"{url}back/", {"version": "2"}).status_code == 302
    assert Adult.objects.counted().count() == 2
    assert at(bureau.dana).get(url).status_code == 404


def test_two_who_changed_one_entry_see_both_texts(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    url = f"/app/adults/{adult.code}/change/"
    first, second = at(bureau.madina), at(bureau.timur)
    page = first.get(url)
    assert f'value="{SHOWN}"' in text_of(page)
    sent = typed(bureau, phone=PHONE, version="1")
    assert first.post(url, sent | {"post": "психолог"}).status_code == 302
    conflict = words_of(second.post(url, sent | {"post": "завуч"}))
    assert "Somebody else saved this while you were writing" in conflict
    assert Adult.objects.get().post == "психолог"


def test_who_may_not_read_a_telephone_does_not_wipe_it(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    known(bureau, by=bureau.dana)
    adult.refresh_from_db()
    url, client = f"/app/adults/{adult.code}/change/", at(bureau.dana)
    page = client.get(url)
    assert SHOWN not in text_of(page)
    assert "Another organisation wrote one down" in words_of(page)
    sent = typed(bureau, post="завуч", version=str(adult.version))
    assert client.post(url, sent).status_code == 302
    assert SHOWN in text_of(at(bureau.madina).post(f"/app/adults/{adult.code}/contact/"))


def test_who_left_is_found_among_those_who_left(bureau: Bureau) -> None:
    adult, client = known(bureau), at(bureau.madina)
    assert client.post(f"/app/adults/{adult.code}/left/", {"left": "1", "version": "1"}).status_code == 302
    assert "0 of 0" not in words_of(client.get("/app/adults/"))
    assert adult.name in words_of(client.get("/app/adults/?left=1"))
    assert "Left the work" in words_of(client.get(f"/app/adults/{adult.code}/"))
    assert client.post(f"/app/adults/{adult.code}/left/", {"left": "0", "version": "1"}).status_code == 302
    assert not Adult.objects.get().is_active  # an older state: nothing was done


def test_to_be_forgotten_is_asked_twice(bureau: Bureau) -> None:
    adult, client = known(bureau, phone=PHONE), at(bureau.madina)
    url = f"/app/adults/{adult.code}/forget/"
    assert "sure" not in text_of(client.get(url))
    assert "Once more" in words_of(client.post(url))
    assert "Error" in title_of(client.post(url, {"sure": "1", "version": "1"}))  # nothing was ticked
    assert Adult.objects.get().name
    sent: dict[str, Any] = {"sure": "1", "version": "1", "has_asked": "on", "is_sure": "on"}
    assert client.post(url, sent).headers["Location"] == "/app/adults/"
    page = words_of(client.get(f"/app/adults/{adult.code}/"))
    assert "This person asked to be forgotten" in page
    assert "Айгерім" not in page
    assert client.get(url).status_code == 404  # nobody works with them any more


def test_two_codes_are_laid_side_by_side(bureau: Bureau) -> None:
    one, other = known(bureau), known(bureau, "Гүлнар Садыкова", by=bureau.dana)
    client = at(bureau.madina)
    url = f"/app/adults/{one.code}/compare/"
    assert "There is no entry of this code." in words_of(client.post(url, {"code": "nonsense"}))
    assert "This is one entry" in words_of(client.post(url, {"code": one.code}))
    made = client.post(url, {"code": other.code.lower().replace("-", " ")})
    assert made.headers["Location"] == f"/app/adults/same/{AdultPair.objects.get().code}/"
    assert at(bureau.dana).get(url).status_code == 404


def test_from_an_institution_it_is_filled_in(bureau: Bureau) -> None:
    details = actions.InstitutionDetails("education", name_kk="№12 мектеп", place=bureau.district)
    school = actions.add_institution(by=bureau.madina.actor, details=details)
    page = text_of(at(bureau.madina).get(f"/app/adults/new/?institution={school.code}"))
    assert re.search(rf'value="{school.code}"\s+selected', page)
    sent = typed(bureau, institution=school.code, workplace="other words", place="")
    assert at(bureau.madina).post("/app/adults/new/", sent).status_code == 302
    adult = Adult.objects.get()
    assert (adult.institution, adult.workplace, adult.place) == (school, "", bureau.district)
    assert teacher().name in words_of(at(bureau.timur).get(f"/app/stakeholders/institutions/{school.code}/"))
    assert teacher().name not in words_of(at(bureau.madina).get("/app/stakeholders/"))


def test_an_organisation_lets_a_person_go_with_whom_others_work(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    url = f"/app/adults/{adult.code}/"
    assert "We do not work with this person any more" not in words_of(at(bureau.madina).get(url))
    assert "No other organisation works with this person" in words_of(at(bureau.madina).get(f"{url}stop/", follow=True))
    known(bureau, by=bureau.dana, phone=PHONE)
    dana = at(bureau.dana)
    assert "We do not work with this person any more" in words_of(dana.get(url))
    assert "Who goes on: Here." in words_of(dana.get(f"{url}stop/"))
    assert "Ask them first: each says it for itself" in words_of(
        at(bureau.madina).post(
            f"{url}forget/",
            {"sure": "1", "has_asked": "on", "is_sure": "on", "version": str(Adult.objects.get().version)},
        )
    )
    assert "Noted." in words_of(dana.post(f"{url}stop/", follow=True))
    assert SHOWN not in text_of(dana.post(f"{url}contact/"))
    assert dana.get(f"{url}stop/").status_code == 404
    assert SHOWN in text_of(at(bureau.madina).post(f"{url}contact/"))

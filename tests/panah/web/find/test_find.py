"""One box: a code, a receipt, a name in any script. Who may not see finds nothing, and is told nothing."""

import re
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from panah.casework.cases.models import Case
from panah.casework.concerns.actions import ChildTold, ConcernDetails, report_concern
from panah.casework.concerns.queries import receipt_of
from panah.casework.concerns.rules import grouped_receipt
from panah.casework.linking.actions import decide_same
from panah.casework.people.actions import (
    FamilyDetails,
    RelativeDetails,
    SafeContact,
    SpokenName,
    add_relative,
    change_relative,
    change_safe_contact,
    join_family,
    leave_family,
    open_family,
)
from panah.casework.people.codes import Sameness
from panah.casework.people.queries.finding import phoning
from panah.casework.people.rules import Birth
from panah.foundation.accounts.actions import answer_for
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.models import AuditEvent
from panah.web.find.queries import ASKED_ELSEWHERE
from tests.pages import forms_of
from tests.panah.casework.cases.office import NAME, SYSTEM, Office, Worker, opened
from tests.panah.web.cases.visiting import reads, signed_in, text_of, title_of, words_of


def found(worker: Worker, text: str) -> list[str]:
    """The codes that are shown, as links."""
    body = text_of(signed_in(worker).post("/app/find/", {"text": text}))
    return re.findall(r'<th role="rowheader"[^>]*><a href="/app/\w+/([^/]+)/"', body)


@pytest.mark.parametrize("text", ["Қайрат", "kairat", "ULGIBAEV kayrat", "Canaryname"])
def test_a_name_is_found_in_any_script_and_shown_as_a_code(office: Office, text: str) -> None:
    case = opened(office)
    assert found(office.aigul, text) == [case.code]
    assert reads() == []  # the row of the search has the code


def test_a_code_is_found_as_people_write_it(office: Office) -> None:
    case = opened(office)
    for spelt in (case.code, case.code.lower(), case.code.replace("-", " "), f" {case.code.replace('-', '')} "):
        assert found(office.aigul, spelt) == [case.code]


def test_a_stranger_is_told_whom_to_ask_and_nothing_else(office: Office) -> None:
    case = opened(office)
    for worker in (office.lazzat, office.nurzhan):
        assert found(worker, case.code) == found(worker, NAME) == []
        words = words_of(signed_in(worker).post("/app/find/", {"text": NAME}))
        assert "There may be a match elsewhere. Ask: Here" in words
        assert case.code not in words
        wrong, right = (
            without_the_name(words_of(signed_in(worker).post("/app/find/", {"text": text})), text)
            for text in ("0000-0000", case.code)
        )
        assert wrong == right


def without_the_name(words: str, name: str) -> str:
    read, unread = "Nothing here. Other spellings and scripts were tried too.", "No word of a name can be read in this."
    return words.replace(name, "").replace(f"{unread} Write a name in Cyrillic or Latin letters.", read)


def test_nobody_finds_out_name_by_name_who_is_known_where(office: Office) -> None:
    opened(office)
    ASKED_ELSEWHERE.forget()
    for _ in range(ASKED_ELSEWHERE.limit):
        signed_in(office.lazzat).post("/app/find/", {"text": NAME})
    known = without_the_name(words_of(signed_in(office.lazzat).post("/app/find/", {"text": NAME})), NAME)
    unknown = without_the_name(
        words_of(signed_in(office.lazzat).post("/app/find/", {"text": "Nobody Atall"})), "Nobody Atall"
    )
    assert known == unknown
    assert "Ask your supervisor" in known
    assert "Ask: Here" in words_of(signed_in(office.nurzhan).post("/app/find/", {"text": NAME})), "others go on"
    ASKED_ELSEWHERE.forget()


def test_the_desk_finds_concerns_and_no_case(office: Office) -> None:
    case = opened(office)
    assert found(office.gulnar, case.code) == found(office.gulnar, NAME) == []
    answer_for(by=SYSTEM, organisation=office.organisation, place=None)
    details = ConcernDetails(
        signs=("works",), language="kk", what_was_seen="x", stays_anonymous=True, place=office.district,
        children=(ChildTold("6_11", "male", "uz", NAME),),
    )  # fmt: skip
    concern = report_concern(by=Actor.public("kk"), details=details, idempotency_key="form-1")
    receipt = receipt_of("form-1")
    for text in (concern.code, receipt, grouped_receipt(receipt)):
        assert found(office.gulnar, text) == [concern.code]
        assert found(office.aigul, text) == found(office.lazzat, text) == []
    assert found(office.gulnar, "0" * 16) == []


def looks_like_a_code() -> str:
    """A family name of eight letters that would pass as a code."""
    heads = ("Sadyk", "Ahmet", "Karim", "Barak", "Kenes", "Akyn", "Serik", "Merek", "Samat", "Dana")
    tails = ("Bek", "Xan", "Bay", "Bekx", "Zada", "Gaz", "Tay", "Han", "Nar", "Dar", "Kan", "Man", "Ray", "Way")
    names = (f"{head}{tail}" for head in heads for tail in tails)
    return next(name for name in names if normalise_code(name))


def test_a_name_that_looks_like_a_code_is_found_all_the_same(office: Office) -> None:
    name = looks_like_a_code()
    case = opened(office, names=(SpokenName(name),))
    assert found(office.aigul, name) == [case.code]


def test_both_codes_of_one_child_lead_to_both_cases(office: Office) -> None:
    first, second = opened(office, names=(SpokenName("Ержан"),)), opened(office, names=(SpokenName("Жандос"),))
    decide_same(by=office.saule.actor, child=second.child, first=first.child, sameness=Sameness.MERGED)
    for text in (first.code, "Ержан", "Жандос"):
        assert set(found(office.aigul, text)) == {first.code, second.code}
    assert second.code in found(office.aigul, second.code)


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "x" * 5_000_000])
def test_a_text_that_cannot_be_searched_comes_back_with_a_sentence(office: Office, text: str) -> None:
    response = signed_in(office.aigul).post("/app/find/", {"text": text})
    assert 'aria-invalid="true"' in text_of(response)
    assert title_of(response).startswith("Error")


UNREAD, READ = "No word of a name can be read in this.", "Nothing here. Other spellings and scripts were tried too."


@pytest.mark.parametrize(
    ("text", "said"),
    [("🙂", UNREAD), ("'; DROP TABLE", READ), ("%", UNREAD), ("_", UNREAD), ("<b>x</b>", READ), ("‮", UNREAD)],
)
def test_anything_else_finds_nothing_politely(office: Office, text: str, said: str) -> None:
    opened(office)
    response = signed_in(office.aigul).post("/app/find/", {"text": text})
    assert said in words_of(response)
    assert b"<b>x</b>" not in response.content


def test_every_search_is_recorded_by_what_it_showed_never_by_its_text(office: Office) -> None:
    case = opened(office)
    found(office.aigul, NAME)
    event = AuditEvent.objects.get(verb="find")
    assert (event.fields, event.count, event.actor) == ([case.code], 1, str(office.aigul.person.pk))
    assert "Canary" not in str([vars(event) for event in AuditEvent.objects.all()])


def test_the_text_travels_in_no_address(office: Office) -> None:
    body = text_of(signed_in(office.aigul).get("/app/find/?text=Canaryname"))
    assert 'value="Canaryname"' not in body
    assert 'method="post"' in body


def test_who_may_not_search_has_no_page(office: Office) -> None:
    assert signed_in(office.dinara).post("/app/find/", {"text": NAME}).status_code == 403


@pytest.mark.parametrize("count", [1, 20])
def test_many_of_one_name_cost_no_more_queries(
    office: Office, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        opened(office, f"form-{number}")
    client = signed_in(office.aigul)
    with django_assert_max_num_queries(22):
        client.post("/app/find/", {"text": NAME})


def test_a_search_that_told_whom_to_ask_says_so_in_the_record(office: Office) -> None:
    """Else whoever tries names to learn which organisation hides a child would leave rows that look empty."""
    opened(office)
    found(office.lazzat, NAME)
    assert AuditEvent.objects.get(verb="find").fields == [office.organisation.code]


def test_a_year_two_off_is_found_and_three_off_is_not(office: Office) -> None:
    case = opened(office, birth=Birth(year=2014))

    def found_in(year: str) -> bool:
        body = text_of(signed_in(office.aigul).post("/app/find/", {"text": NAME, "year": year}))
        return f"/app/c/{case.code}/" in body

    assert [found_in(year) for year in ("", "2014", "2012", "2016", "2011", "2017")] == [True] * 4 + [False] * 2


@pytest.mark.parametrize("phone", ["+7 701 555 12 34", "87015551234", "701-555-1234 анасы"])
def test_the_last_four_digits_of_a_phone_find_the_child_and_no_other_digits_do(office: Office, phone: str) -> None:
    case = opened(office, safe_contact=SafeContact(contact=phone))
    assert found(office.aigul, "1234") == [case.code]
    assert found(office.aigul, "5551") == found(office.aigul, "555 1234") == []
    assert found(office.lazzat, "1234") == []
    change_safe_contact(by=office.aigul.actor, child=case.child, safe_contact=SafeContact(contact="+7 701 555 99 88"))
    assert found(office.aigul, "1234") == []
    assert found(office.aigul, "9988") == [case.code]


def test_the_phone_of_an_adult_at_home_finds_the_children_of_the_home(office: Office) -> None:
    case = opened(office)
    family = open_family(by=office.saule.actor, organisation=office.organisation, details=FamilyDetails())
    join_family(by=office.saule.actor, child=case.child, family=family)
    details = RelativeDetails("mother", contact="+7 701 555 12 34")
    adult = add_relative(by=office.saule.actor, family=family, details=details)
    assert found(office.aigul, "1234") == [case.code]
    change_relative(by=office.saule.actor, relative=adult, details=replace(details, contact="+7 701 555 77 77"))
    assert (found(office.aigul, "1234"), found(office.aigul, "7777")) == ([], [case.code])
    leave_family(by=office.saule.actor, child=case.child)
    assert found(office.aigul, "7777") == []


def test_who_works_on_more_phones_than_one_search_opens_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        opened(office, f"form-{number}", safe_contact=SafeContact(contact="+7 701 555 12 34"))
    sentence = "only the 500 newest were compared"
    assert sentence not in words_of(signed_in(office.aigul).post("/app/find/", {"text": "1234"}))
    monkeypatch.setattr(phoning, "MOST_OPENED", 1)
    assert sentence in words_of(signed_in(office.aigul).post("/app/find/", {"text": "1234"}))
    assert sentence not in words_of(signed_in(office.aigul).post("/app/find/", {"text": "Жандос"}))


@pytest.mark.safeguard(
    "S17", "a second record of a known child is opened unasked, or tells what another organisation knows"
)
@pytest.mark.parametrize("page", ["/app/children/new/", "/app/help/new/"])
def test_whoever_opens_a_record_first_sees_who_may_be_the_same(office: Office, page: str) -> None:
    case = opened(office)
    first = forms_of(text_of(signed_in(office.aigul).get(page)))
    form = next(one for one in first if "name" in one.values)
    form.fill("name", NAME)
    form.values |= {"needs": ["medical"], "danger": ["no"]} | {f"birth_{part}": [] for part in ("day", "month", "year")}
    mine, theirs = (signed_in(worker) for worker in (office.aigul, office.lazzat))
    body = text_of(mine.post(page, form.sent))
    assert f"/app/c/{case.code}/" in body
    assert Case.objects.count() == 1
    other = text_of(theirs.post(page, form.sent | {"once": ["another form"]}))
    assert "Here" in other
    assert case.code not in other
    assert Case.objects.count() == 1
    key = re.findall(r'name="another" value="([^"]+)"', body)
    assert len(set(key)) == 1
    again = mine.post(page, form.sent | {"another": key[:1], "name": ["Қайрат"]})
    assert Case.objects.count() == 1, "another name is another search"
    assert f"/app/c/{case.code}/" in text_of(again)
    answer = mine.post(page, form.sent | {"another": key[:1]})
    assert answer.status_code == 302, words_of(answer)
    assert Case.objects.count() == 2


@pytest.mark.safeguard(
    "S17", "names are tried on the page that opens a record, where a search that finds nobody leaves no row"
)
@pytest.mark.parametrize("page", ["/app/children/new/", "/app/help/new/"])
def test_a_search_before_create_that_finds_nobody_is_recorded_too(office: Office, page: str) -> None:
    form = next(one for one in forms_of(text_of(signed_in(office.aigul).get(page))) if "name" in one.values)
    form.fill("name", "Canarynobody Жоқадам")
    form.values |= {"needs": ["medical"], "danger": ["no"]} | {f"birth_{part}": [] for part in ("day", "month", "year")}
    assert signed_in(office.aigul).post(page, form.sent).status_code == 302
    event = AuditEvent.objects.get(verb="find")
    assert (event.fields, event.count, event.subject_kind) == ([], 0, "search")
    assert "Canarynobody" not in str([vars(event) for event in AuditEvent.objects.all()])


def test_where_no_name_is_given_nothing_was_searched(office: Office) -> None:
    page = "/app/children/new/"
    form = next(one for one in forms_of(text_of(signed_in(office.aigul).get(page))) if "name" in one.values)
    form.values |= {f"birth_{part}": [] for part in ("day", "month", "year")} | {"name": [""]}
    assert signed_in(office.aigul).post(page, form.sent).status_code == 302
    assert not AuditEvent.objects.filter(verb="find").exists()

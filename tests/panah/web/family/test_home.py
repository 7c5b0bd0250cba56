"""The family on one page: children by code, adults in words, names only when asked for, and nothing of one child."""

import re

import pytest
from django.test import Client

from panah.casework.cases.actions import add_helper
from panah.casework.cases.models import Case
from panah.casework.cases.queries import helper_part
from panah.casework.people.actions import ChildDetails, add_relative, change_relative, join_family, record_consent
from panah.casework.people.actions import RelativeDetails as Adult
from panah.casework.people.codes import ConsentDecision, Safety
from panah.casework.people.models import Child, Family, Relative
from panah.casework.people.queries import has_consent
from tests.panah.casework.cases.office import SEEN, Office, met, opened
from tests.panah.casework.people.homes import HOME, MOTHER, found, home_of, mother_of
from tests.panah.web.cases.visiting import key_in, reads, signed_in, text_of, title_of, words_of


@pytest.fixture
def case(office: Office) -> Case:
    return opened(office)


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.aigul)


def url_of(case: Case, rest: str = "") -> str:
    return f"/app/c/{case.code}/family/{rest}"


def test_a_family_is_opened_and_an_adult_added_and_decided_upon(case: Case, client: Client) -> None:
    assert client.post(url_of(case), {"language": "uz", "home": HOME, "note": ""}).status_code == 302
    assert Child.objects.get().family == Family.objects.get()
    adult = {"relation": "mother", "name": MOTHER, "language": "uz", "lives_with_children": "yes"}
    response = client.post(url_of(case, "adult/"), adult)
    one = Relative.objects.get()
    assert response.url == url_of(case, f"{one.pk}/safety/")  # type: ignore[attr-defined]
    body = text_of(client.get(url_of(case, f"{one.pk}/safety/")))
    assert not re.search(r'name="safety"[^>]*checked', body)  # nothing is chosen beforehand
    assert f"{case.code} · Mother" in body  # of several adults it says about which one
    assert MOTHER in body
    assert "Nobody has decided yet" in words_of(client.get(url_of(case)))
    form = {"safety": "safe", "ground": "home_visit", "note": "Canarynote"}
    assert client.post(url_of(case, f"{one.pk}/safety/"), form).status_code == 302
    words = words_of(client.get(url_of(case)))
    assert "Mother Safe Yes" in words
    assert "Nobody has decided yet" not in words
    assert "A visit at home" in words_of(client.get(url_of(case, f"{one.pk}/")))


def test_names_and_the_home_are_shown_only_when_asked_for(office: Office, case: Case, client: Client) -> None:
    mother_of(office, home_of(office, case))
    plain = client.get(url_of(case))
    assert "Canary" not in text_of(plain)
    assert case.code in title_of(plain)
    assert not [read for read in reads() if "people.relative.name" in read.fields]
    shown = text_of(client.post(url_of(case, "names/")))
    assert MOTHER in shown
    assert HOME in shown
    assert [read for read in reads() if "people.relative.name" in read.fields]
    assert client.get(url_of(case, "names/")).status_code == 302


@pytest.mark.safeguard("S8", "on the page of a family stands what one child told, its needs or its consents")
def test_the_page_of_a_family_tells_nothing_of_one_child(office: Office, case: Case) -> None:
    sister = opened(office, lead=office.nurzhan)
    met(office, sister, by=office.nurzhan.actor)
    join_family(by=office.saule.actor, child=sister.child, family=home_of(office, case))
    record_consent(by=office.nurzhan.actor, child=sister.child, scope="court", decision=ConsentDecision.REFUSED)
    for address in ("", "names/"):
        client = signed_in(office.aigul)
        words = text_of(client.post(url_of(case, address)) if address else client.get(url_of(case)))
        for secret in (SEEN, sister.code, "Court and investigation"):
            assert secret not in words
    assert "Others lead their cases: 1" in words_of(signed_in(office.aigul).get(url_of(case)))
    assert sister.code in words_of(signed_in(office.saule).get(url_of(case)))


@pytest.mark.safeguard("S8", "a stranger types the code of a family, and learns that there is one")
def test_a_code_that_one_may_not_open_and_one_that_is_none_look_the_same(office: Office, case: Case) -> None:
    family = home_of(office, case)
    theirs = opened(office, lead=office.lazzat)
    client = signed_in(office.lazzat)
    answers = []
    for code in (family.code, case.code, "2222-2222", "K7Q4-2MX9"):
        body = words_of(client.post(url_of(theirs, "join/"), {"code": code}))
        answers.append(body.replace(code, "").partition("There is no family")[2][:200])
    assert len(set(answers)) == 1
    assert Child.objects.get(pk=theirs.child.pk).family is None
    for address in ("", "change/", "adult/"):
        assert client.get(url_of(case, address)).status_code == 404


def test_a_brother_joins_by_a_code_and_leaves_again(office: Office, case: Case, client: Client) -> None:
    family, brother = home_of(office, case), opened(office)
    assert client.post(url_of(brother, "join/"), {"code": case.code.lower()}).status_code == 302
    assert Child.objects.get(pk=brother.child.pk).family == family
    words = words_of(client.get(url_of(case)))
    assert brother.code in words
    client.post(url_of(brother, "leave/"))
    assert Child.objects.get(pk=brother.child.pk).family is None
    assert client.post(url_of(brother, "leave/")).status_code == 302  # once more does no harm


def test_two_who_change_the_family_or_an_adult_see_both_texts(office: Office, case: Case, client: Client) -> None:
    family = home_of(office, case)
    one = mother_of(office, family)
    seen = Relative.objects.get().version
    change_relative(by=office.saule.actor, relative=one, details=Adult("mother", "Canarytheirs"))
    mine = {"relation": "mother", "name": "Canarymine", "language": "uz", "lives_with_children": "no"}
    body = text_of(client.post(url_of(case, f"{one.pk}/change/"), mine | {"version": str(seen)}))
    assert "Canarymine" in body
    assert "Canarytheirs" in body
    assert client.post(url_of(case, "change/"), {"language": "uz", "home": "Moved", "version": "0"}).status_code == 200
    assert Family.objects.get().version == family.version


def test_a_change_of_one_page_of_an_adult_leaves_the_other_as_it_is(office: Office, case: Case, client: Client) -> None:
    one = mother_of(office, home_of(office, case), citizenship="UZ", workplace="Canarybazaar")
    form = {"relation": "mother", "name": MOTHER, "language": "ru", "lives_with_children": "yes"}
    assert client.post(url_of(case, f"{one.pk}/change/"), form | {"version": str(one.version)}).status_code == 302
    body = text_of(client.get(url_of(case, f"{one.pk}/sealed/")))
    assert "Canarybazaar" in body
    assert re.search(r'value="UZ" selected', body)
    version = Relative.objects.get().version
    client.post(url_of(case, f"{one.pk}/sealed/"), {"citizenship": "", "workplace": "", "version": str(version)})
    assert MOTHER in text_of(client.get(url_of(case, f"{one.pk}/change/")))


@pytest.mark.safeguard("S2", "the page of a family lists its adults with citizenship, papers and workplace")
def test_citizenship_and_work_stand_on_no_page_but_that_of_one_adult(office: Office, case: Case) -> None:
    family = home_of(office, case)
    mother_of(office, family, citizenship="UZ", migration_status="Canarystatus", workplace="Canarybazaar")
    client = signed_in(office.saule)
    pages = [client.get(url_of(case)), client.post(url_of(case, "names/")), client.get(f"/app/c/{case.code}/")]
    pages += [client.get("/app/children/"), client.get("/app/"), client.get("/app/team/")]
    pages += [client.post("/app/find/", {"text": text}) for text in ("Canarystatus", "Canarybazaar", "Uzbekistan")]
    for response in pages:
        body = text_of(response)
        assert "Canarystatus" not in body.replace('value="Canarystatus"', "")
        assert "Canarybazaar" not in body.replace('value="Canarybazaar"', "")
    filters = text_of(client.get("/app/children/?citizenship=UZ&migration_status=x&workplace=y"))
    assert not re.search(r'name="(citizenship|migration|workplace)', filters)
    assert case.code in filters  # an unknown filter finds what there is without it


def test_an_adult_who_is_not_safe_has_no_question_to_be_called(office: Office, case: Case, client: Client) -> None:
    one = mother_of(office, home_of(office, case))
    url = url_of(case, f"{one.pk}/change/")
    assert 'name="is_contact"' not in text_of(client.get(url))
    form = {"relation": "mother", "name": MOTHER, "language": "uz", "lives_with_children": "yes", "is_contact": "on"}
    client.post(url, form | {"version": str(Relative.objects.get().version)})
    assert not Relative.objects.get().is_contact
    found(office, one, Safety.SAFE)
    assert 'name="is_contact"' in text_of(client.get(url))
    client.post(url, form | {"version": str(Relative.objects.get().version)})
    assert Relative.objects.get().is_contact


@pytest.mark.safeguard("S3", "when a mother becomes suspected the page does not say what rested on her yes")
def test_what_must_be_asked_anew_stands_on_the_page(office: Office, case: Case, client: Client) -> None:
    one = mother_of(office, home_of(office, case), Safety.SAFE)
    record_consent(
        by=office.aigul.actor, child=case.child, scope="research", decision=ConsentDecision.GIVEN, relative=one
    )
    form = {"safety": "suspected", "ground": "signs_of_harm"}
    body = words_of(client.post(url_of(case, f"{one.pk}/safety/"), form, follow=True))
    assert "Ask anew Research" in body
    assert "This adult is suspected" in body
    child = Child.objects.get()
    assert not has_consent(child, "research")
    assert "A consent ends" in words_of(client.get("/app/")) or "consent" in words_of(client.get("/app/")).lower()


@pytest.mark.safeguard(
    "S3", "a mother becomes suspected while a clinic reads the child's name on her yes, and no worker runs"
)
def test_what_was_shared_on_a_yes_that_falls_is_shut_with_the_same_click(
    office: Office, case: Case, client: Client
) -> None:
    one = mother_of(office, home_of(office, case), Safety.SAFE)
    record_consent(
        by=office.aigul.actor, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        relative=one,
    )  # fmt: skip
    helper = add_helper(
        by=office.aigul.actor, case=case, organisation=office.other, provider=office.provider,
        service_types=("medical",), request="Canaryrequest", parts=("name",),
    )  # fmt: skip
    assert helper_part(office.lazzat.actor, helper.code) is not None
    form = {"safety": "suspected", "ground": "signs_of_harm"}
    assert client.post(url_of(case, f"{one.pk}/safety/"), form).status_code == 302
    assert helper_part(office.lazzat.actor, helper.code) is None


def test_a_mother_who_is_helped_too_has_a_link_only_for_who_may_open_her_case(office: Office, case: Case) -> None:
    own = opened(office, lead=office.nurzhan, age_band="adult", birth=ChildDetails().birth)
    one = mother_of(office, home_of(office, case), client_code=own.code)
    link = f'href="/app/c/{own.code}/"'
    assert link not in text_of(signed_in(office.aigul).get(url_of(case, f"{one.pk}/")))
    assert link in text_of(signed_in(office.saule).get(url_of(case, f"{one.pk}/")))


def test_a_double_click_adds_one_adult(office: Office, case: Case, client: Client) -> None:
    home_of(office, case)
    once = key_in(client.get(url_of(case, "adult/")))
    form = {"relation": "father", "language": "unknown", "lives_with_children": "unknown", "once": once}
    for _ in range(2):
        assert client.post(url_of(case, "adult/"), form).status_code == 302
    assert Relative.objects.count() == 1


def test_an_adult_of_another_family_is_not_found_under_this_child(office: Office, case: Case, client: Client) -> None:
    home_of(office, case)
    other = opened(office)
    theirs = add_relative(by=office.aigul.actor, family=home_of(office, other), details=Adult("mother"))
    assert client.get(url_of(other, f"{theirs.pk}/")).status_code == 200
    assert client.get(url_of(case, f"{theirs.pk}/")).status_code == 404

"""Institutions, what each does in a stage, and the matrix in which nobody or more than one leads."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.programme.directory import actions
from panah.programme.directory.codes import Basis, Part
from panah.programme.directory.models import Institution, Responsibility
from tests.panah.programme.bureau import Bureau, Colleague, hired, known
from tests.panah.web.cases.visiting import day, text_of, words_of

LIST = "/app/stakeholders/institutions/"


def at(colleague: Colleague) -> Client:
    client = Client()
    client.force_login(colleague.person)
    return client


def institution(bureau: Bureau, name: str = "Үлгі қоры", kind: str = "ngo", **more: Any) -> Institution:
    details = actions.InstitutionDetails(kind, name_kk=name, **({"place": bureau.taraz} | more))
    return actions.add_institution(by=bureau.madina.actor, details=details)


def given(bureau: Bureau, to: Institution, stage: str, part: Part = Part.LEADS, **more: Any) -> Responsibility:
    said = {"basis": Basis.AGREEMENT, "source": "Хаттама №3, 12.02.2024"} | more
    return actions.give_responsibility(by=bureau.madina.actor, institution=to, stage=stage, part=part, **said)


def test_everybody_who_signed_in_reads_and_the_coordinator_keeps(bureau: Bureau) -> None:
    here = institution(bureau)
    worker = hired(bureau.here, Role.CASEWORKER, "worker")
    for url in ("/app/stakeholders/", LIST, f"{LIST}{here.code}/"):
        assert at(worker).get(url).status_code == 200
        assert "New institution" not in words_of(at(worker).get(url))
    for url in (f"{LIST}new/", f"{LIST}{here.code}/change/", f"{LIST}{here.code}/duty/"):
        assert at(worker).get(url).status_code == 403
        assert at(bureau.timur).get(url).status_code == 403  # a trainer reads
        assert at(bureau.madina).get(url).status_code == 200


def test_an_institution_is_written_down_changed_and_found_under_any_spelling(bureau: Bureau) -> None:
    client = at(bureau.madina)
    assert "No institution is written down yet." in words_of(client.get(LIST))
    sent = {
        "kind": "education",
        "name_kk": "Қажымұқан мектебі",
        "place": bureau.district.pk,
        "phone": "+7 000 262 00 12",
    }
    made = client.post(f"{LIST}new/", sent)
    assert made.status_code == 302
    assert "is there already at this place" in words_of(
        client.post(f"{LIST}new/", sent | {"name_kk": "", "name_ru": "Кажымукан мектеби"})
    )
    assert "at least one language" in words_of(client.post(f"{LIST}new/", sent | {"name_kk": " "}))
    here = Institution.objects.get()
    change = f"{LIST}{here.code}/change/"
    assert client.post(change, sent | {"name_ru": "Школа Кажымукана", "version": "1"}).status_code == 302
    assert "Somebody else saved this" in words_of(client.post(change, sent | {"name_ru": "Другая", "version": "1"}))
    for text, count in (("kazhim", 1), ("школа", 1), ("Кажымұқ", 1), ("аурухана", 0)):
        assert f"Found: {count}" in words_of(client.post(LIST, {"text": text})), text
    assert "1 of 1" in words_of(client.get(f"{LIST}?kind=education&region=KZ-31"))
    assert "0 of 1" in words_of(client.get(f"{LIST}?kind=ngo"))


def test_what_an_institution_does_needs_its_paper_and_ends_on_a_day(bureau: Bureau) -> None:
    here, client = institution(bureau), at(bureau.madina)
    url = f"{LIST}{here.code}/duty/"
    sent = {"stage": "signal", "part": "leads", "basis": "agreement", "source": ""}
    assert "Error" in text_of(client.post(url, sent))
    assert client.post(url, sent | {"source": "Хаттама №3"}).status_code == 302
    assert "said of the institution already" in words_of(client.post(url, sent | {"source": "Хаттама №4"}))
    duty = Responsibility.objects.get()
    assert "Хаттама №3" in words_of(client.get(f"{LIST}{here.code}/"))
    end = f"/app/stakeholders/duties/{duty.code}/end/"
    assert client.post(end, day("until", clock.today())).status_code == 302
    assert Responsibility.objects.get().until == clock.today()
    assert client.post(f"/app/stakeholders/duties/{duty.code}/remove/").status_code == 302
    assert not Responsibility.objects.exists()
    assert client.get(end).status_code == 404


def test_the_matrix_says_where_nobody_and_where_more_than_one_leads(bureau: Bureau) -> None:
    here, client = institution(bureau), at(bureau.timur)
    before = words_of(client.get("/app/stakeholders/?region=KZ-31"))
    assert (
        "1. Signal received: hotline, school, clinic, border, police, mobile group, champion, self, media Nobody leads"
        in before
    )
    given(bureau, here, "signal"), given(bureau, here, "justice")  # the law names the police there
    after = words_of(client.get("/app/stakeholders/?region=KZ-31"))
    assert "media Nobody leads" not in after
    assert "compensation More than one leads this stage" in after
    elsewhere = words_of(client.get("/app/stakeholders/?region=KZ-61"))
    assert "Үлгі қоры" not in elsewhere
    assert "media Nobody leads" in elsewhere


@pytest.mark.parametrize("by", ["", "stage", "body", "nonsense"])
def test_each_entry_shows_its_part_and_its_paper(bureau: Bureau, by: str) -> None:
    given(bureau, institution(bureau), "plan", Part.PAYS, note="Екі маманның жалақысы")
    words = words_of(at(bureau.timur).get(f"/app/stakeholders/?region=KZ-31&by={by}"))
    for said in (
        "Үлгі қоры",
        "Pays",
        "Хаттама №3, 12.02.2024",
        "from memory, not checked",
        "our proposal, text not seen",
    ):
        assert said in words, said
    assert ("Екі маманның жалақысы" in words) == (by in ("stage", "body"))
    assert words_of(at(bureau.timur).get(f"/app/stakeholders/?region=nowhere&by={by}"))


def test_what_was_read_in_a_source_says_no_doubt(bureau: Bureau) -> None:
    page = text_of(at(bureau.timur).get("/app/stakeholders/?by=stage"))
    first = page[page.index("<h2>1. ") : page.index("<h2>2. ")]
    assert "Referral rules" in first
    assert "not checked" not in first


def test_one_table_has_all_stages_and_numbers_each_paper_once(bureau: Bureau) -> None:
    here = institution(bureau)
    for stage in ("signal", "screening", "plan"):
        given(bureau, here, stage)
    page = text_of(at(bureau.timur).get("/app/stakeholders/?region=KZ-31"))
    assert len(re.findall(r'<th role="columnheader" scope="col" class="stage', page)) == 14
    assert page.count("Хаттама №3, 12.02.2024") == 1
    assert "every body of this kind, by law" in page


def test_a_closed_institution_stands_in_no_matrix(bureau: Bureau) -> None:
    here, client = institution(bureau), at(bureau.madina)
    given(bureau, here, "signal")
    closed = {"closed": "1", "version": str(here.version)}
    assert client.post(f"{LIST}{here.code}/closed/", closed).status_code == 302
    assert "Үлгі қоры" not in words_of(client.get("/app/stakeholders/"))
    assert "Үлгі қоры" in words_of(client.get(f"{LIST}?closed=1"))
    assert "This institution is closed" in words_of(client.get(f"{LIST}{here.code}/"))


@pytest.mark.parametrize("count", [1, 25])
def test_many_institutions_cost_no_more_queries_than_one(
    bureau: Bureau, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        one = institution(bureau, f"Мектеп {number}", "education")
        given(bureau, one, "signal", Part.TAKES_PART)
        known(bureau, f"Айгерім Үлгі{'абвгдежзиклмнопрстуфхцчшщ'[number]}ова", institution=one)
    client = at(bureau.madina)
    for url, most in (
        ("/app/stakeholders/", 10),
        ("/app/stakeholders/?region=KZ-31&by=stage", 11),
        (LIST, 11),
        (f"{LIST}{one.code}/", 13),
    ):
        with django_assert_max_num_queries(most):
            text_of(client.get(url))


def test_what_another_organisation_wrote_down_is_changed_by_it(bureau: Bureau) -> None:
    here, dana = institution(bureau), at(bureau.dana)
    duty = given(bureau, here, "signal")
    page = words_of(dana.get(f"{LIST}{here.code}/"))
    assert "Another organisation wrote this institution down. Ask it" in page
    assert "Written by mistake" not in page
    assert "Say what it does in a stage" in page
    for url in (f"{LIST}{here.code}/change/", f"/app/stakeholders/duties/{duty.code}/end/"):
        assert dana.get(url).status_code == 404
        assert at(bureau.madina).get(url).status_code == 200
    assert dana.post(f"{LIST}{here.code}/closed/", {"closed": "1", "version": "1"}).status_code == 404
    assert dana.post(f"/app/stakeholders/duties/{duty.code}/remove/").status_code == 404
    sent = {"stage": "plan", "part": "leads", "basis": "agreement", "source": "Келісім №9"}
    assert dana.post(f"{LIST}{here.code}/duty/", sent).status_code == 302
    own = words_of(dana.get(f"{LIST}{here.code}/"))
    assert own.count("Written by mistake") == 1
    assert "Келісім №9 · There" in own
    assert "Another organisation wrote" not in words_of(at(bureau.madina).get(f"{LIST}{here.code}/"))


def test_law_is_no_answer_to_on_what_it_rests(bureau: Bureau) -> None:
    here, client = institution(bureau), at(bureau.madina)
    assert 'value="law"' not in text_of(client.get(f"{LIST}{here.code}/duty/"))
    sent = {"stage": "plan", "part": "leads", "basis": "law", "source": "Заң"}
    assert "Error" in text_of(client.post(f"{LIST}{here.code}/duty/", sent))

"""The way to the end and back; and what was half written when somebody was called away."""

import pytest
from django.test import Client

from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case
from panah.foundation.documents.models import Draft
from tests.panah.casework.cases.office import CHECKLIST, Office, asked, closed, met, opened
from tests.panah.web.cases.visiting import day, signed_in, text_of, words_of


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    met(office, case)
    return case


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.aigul)


CLOSING = {f"check_{item}": answer for item, answer in CHECKLIST.items()} | {
    "reason": "goals_met", "child_opinion": "Canaryopinion",
}  # fmt: skip


def test_the_way_to_the_end_and_back(office: Office, case: Case, client: Client) -> None:
    url, saule = f"/app/c/{case.code}/close/", signed_in(office.saule)
    body = text_of(client.post(url, {key: value for key, value in CLOSING.items() if key != "check_school"}))
    assert "Canaryopinion" in body
    assert client.post(url, CLOSING).status_code == 302
    assert "Waits for a supervisor" in text_of(client.get(url))
    assert client.post(f"{url}sign/").status_code == 403
    body = text_of(saule.get(url))
    assert "Canaryopinion" in body
    assert "Goals" in body
    assert 'aria-invalid="true"' in text_of(saule.post(f"{url}return/", {"remark": ""}))
    assert saule.post(f"{url}return/", {"remark": "Canaryremark"}).status_code == 302
    assert client.post(url, CLOSING).status_code == 302
    assert saule.post(f"{url}sign/").status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.CLOSED
    words = words_of(saule.post(f"{url}sign/", follow=True))
    assert "Nothing waits for a signature here" in words
    assert client.get(url).url == f"/app/c/{case.code}/"  # type: ignore[attr-defined]


def test_whoever_asked_sees_no_button_to_sign(office: Office, case: Case) -> None:
    asked(office, case, by=office.saule.actor)
    saule = signed_in(office.saule)
    url = f"/app/c/{case.code}/close/"
    assert "close/sign/" not in text_of(saule.get(url))
    assert "cannot sign it" in text_of(saule.post(f"{url}sign/"))
    assert "close/sign/" in text_of(signed_in(office.bakyt).get(url))


def test_after_the_end_a_call_and_a_new_beginning(office: Office, case: Case, client: Client) -> None:
    closed(office, case)
    url = f"/app/c/{case.code}/check/"
    text_of(client.get(url))
    form = {"text": "Canarycall", "is_more_needed": "no"} | day("happened_on")
    assert client.post(url, form).status_code == 302
    assert client.post(f"/app/c/{case.code}/reopen/", {"reason": "Canaryagain"}).status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.NEW
    assert client.get(url).url == f"/app/c/{case.code}/contact/"  # type: ignore[attr-defined]
    assert "Canarycall" in text_of(client.post(url, form))


def test_the_lead_is_chosen_among_those_who_may(office: Office, case: Case) -> None:
    saule, url = signed_in(office.saule), f"/app/c/{case.code}/lead/"
    body = text_of(saule.get(url))
    for person, is_offered in ((office.nurzhan, True), (office.gulnar, False), (office.lazzat, False)):
        assert (str(person.person.pk) in body) == is_offered
    assert 'aria-invalid="true"' in text_of(saule.post(url, {"lead": str(office.lazzat.person.pk)}))
    assert saule.post(url, {"lead": str(office.nurzhan.person.pk)}).status_code == 302
    assert signed_in(office.aigul).get(url).status_code == 403


@pytest.mark.parametrize(
    ("step", "back"),
    [("assess/complete/", "assess/"), ("plan/agree/", "plan/"), ("close/sign/", "close/"), ("close/return/", "close/")],
)
def test_a_step_read_again_leads_to_its_page(office: Office, case: Case, step: str, back: str) -> None:
    response = signed_in(office.saule).get(f"/app/c/{case.code}/{step}")
    assert response.url == f"/app/c/{case.code}/{back}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["contact", "assess/safety", "plan", "service", "review", "close"])
def test_what_was_being_written_is_there_again_and_goes_once_it_is_sent(
    office: Office, case: Case, client: Client, page: str
) -> None:
    url = f"/app/c/{case.code}/{page}/"
    field = {
        "contact": "text",
        "assess/safety": "observed",
        "plan": "goal",
        "service": "what_was_done",
        "review": "text",
    }
    name = field.get(page, "child_opinion")
    assert client.post("/app/drafts/keep/", {name: "Canarydraft", "draft_at": url}).status_code == 204
    assert "Canarydraft" in text_of(client.get(url))
    assert "Canarydraft" not in text_of(signed_in(office.saule).get(url))
    form = {
        "contact": {"kind": "contact"} | day("happened_on"), "assess/safety": {"situation": "good", "version": "0"},
        "plan": {"service_type": "legal"} | day("due_on"), "service": {"service_type": "legal"} | day("happened_on"),
        "review": {"risk": "low", "outcome": "continue"} | day("happened_on"), "close": CLOSING,
    }[page]  # fmt: skip
    assert client.post(url, {**form, name: "Canarysent"}).status_code == 302
    assert not Draft.objects.exists()

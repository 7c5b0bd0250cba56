"""No text is lost on the way: a dead session, a token of an old one, an error, a second copy, a slip of the Back button."""

import hashlib
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import messages
from django.shortcuts import redirect
from django.test import Client
from django.urls import resolve, reverse

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.documents.models import Draft
from panah.foundation.security import clock
from panah.web.components import drafts
from tests.canaries import canaries, digests_in, digests_taken
from tests.panah.web.accounts.office import (
    Office,
    actor_for,
    add_app,
    client_of,
    code_at,
    knock,
    made_office,
    text_of,
    visitor,
)

NEW = "/app/people/new/"
KEEP = "/app/drafts/keep/"
TEXT = "Canarytext of somebody at work"
PLACE = drafts.Place("person-new", "new")
TYPED = {"display_name": TEXT, "role": "caseworker", "language": "kk", "once": "x" * 20}


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


@pytest.fixture
def head(office: Office) -> Client:
    return client_of(office.head)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def form_of(client: Client) -> dict[str, str]:
    """A form as the browser would send it, with the mark of its writer."""
    return TYPED | {"writer": hidden(text_of(client.get(NEW)), "writer")}


def kept_text(office: Office) -> Any:
    draft = drafts.found(actor_for(office.head), PLACE)
    return draft.content.get("display_name") if draft is not None else None


def test_a_form_from_a_session_that_is_gone_waits_for_its_writer(office: Office) -> None:
    administrator = client_of(office.administrator)
    form = form_of(administrator)
    administrator.session.flush()
    answer = administrator.post(NEW, form)
    assert answer["Location"] == f"/account/sign-in/?next={NEW}&kept=1"
    assert "Your text is kept" in text_of(administrator.get(answer["Location"]))
    assert knock(administrator, "administrator", next=NEW)["Location"] == NEW
    assert TEXT in text_of(administrator.get(NEW))


@pytest.mark.safeguard("S12", "the next person at a shared computer signs in and gets the text of the one before")
def test_whoever_signs_in_next_on_the_same_computer_does_not_get_the_text(office: Office, head: Client) -> None:
    form = form_of(head)
    head.session.flush()
    head.post(NEW, form)
    knock(head, "administrator", next=NEW)
    assert TEXT not in text_of(head.get(NEW))
    assert drafts.found(actor_for(office.administrator), PLACE) is None
    assert not any(TEXT in str(value) for value in head.session.values())


def test_the_text_comes_back_after_a_second_step_too(office: Office, head: Client) -> None:
    secret = add_app(head)
    form = form_of(head)
    head.session.flush()
    answer = head.post(NEW, form)
    step = knock(head, "head", next=NEW)
    assert step["Location"].startswith(reverse("mfa_authenticate"))
    assert answer.status_code == 302
    moment = time.time() + 30
    assert head.post(step["Location"], {"code": code_at(secret, moment)})["Location"] == NEW
    assert TEXT in text_of(head.get(NEW))


def test_a_mark_that_nobody_made_or_of_somebody_who_left_keeps_nothing(office: Office, head: Client) -> None:
    form = form_of(head)
    Membership.objects.filter(person=office.head).update(until=Membership.objects.first().since)  # type: ignore[union-attr]
    for mark in (form["writer"], "", "x", "Zm9yZ2Vk" * 8):
        page = visitor().post(NEW, TYPED | {"writer": mark})
        assert page.status_code == 403
        assert TEXT in page.content.decode(), "the text goes back to whoever sent it"
    assert not Draft.objects.exists()


def test_another_site_plants_no_draft(office: Office, head: Client) -> None:
    form = form_of(head)
    head.session.flush()
    head.post(NEW, form, HTTP_SEC_FETCH_SITE="cross-site")
    assert kept_text(office) is None


def test_a_token_of_an_old_session_keeps_the_text(office: Office) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    strict.force_login(office.head)
    answer = strict.post(NEW, TYPED | {"csrfmiddlewaretoken": "a" * 64})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Your text is kept as a draft" in page
    assert TEXT not in page
    assert TEXT in text_of(strict.get(NEW))


def test_a_form_with_an_error_is_kept_and_one_that_arrived_is_not(office: Office, head: Client) -> None:
    assert head.post(NEW, TYPED | {"role": "nothing"}).status_code == 200
    assert kept_text(office) == TEXT
    assert head.post("/app/me/", {"language": "ru", "theme": "dark", "once": "y"}).status_code == 302
    assert Draft.objects.count() == 1, "another form arrived, this one did not"


def test_not_there_gives_the_text_back_at_once(office: Office, head: Client) -> None:
    gives_it_back(head.post("/app/c/K7Q4-2MX9/contact/", {"text": TEXT}), 404)


def test_not_allowed_gives_the_text_back_at_once(office: Office) -> None:
    gives_it_back(client_of(office.worker).post(NEW, TYPED), 403)


def gives_it_back(answer: Any, status: int) -> None:
    """The page is not open to the writer, so nothing is kept for it; what was typed can still be copied (S15)."""
    assert answer.status_code == status
    assert TEXT in answer.content.decode()
    assert not Draft.objects.exists()


def test_what_breaks_keeps_the_text_and_says_so(office: Office, head: Client, monkeypatch: Any) -> None:
    head.raise_request_exception = False
    monkeypatch.setattr("panah.web.accounts.views.people.carried_out", _breaks)
    says_that_it_is_kept(head.post(NEW, TYPED), 500)


def says_that_it_is_kept(answer: Any, status: int) -> None:
    assert answer.status_code == status
    page = answer.content.decode()
    assert "Your text is kept as a draft" in page
    assert TEXT not in page
    assert Draft.objects.count() == 1


def _breaks(*args: Any, **kwargs: Any) -> None:
    raise RuntimeError("broken")


def test_what_arrived_leaves_no_draft_even_where_no_redirect_follows(office: Office, head: Client) -> None:
    head.post(KEEP, {"display_name": "half a"} | {"draft_at": NEW})
    assert "slip" in text_of(head.post(NEW, TYPED)).lower()
    assert not Draft.objects.exists()


def test_a_late_copy_of_what_was_sent_is_harmless(office: Office, head: Client) -> None:
    people = Person.objects.count()
    assert head.post(NEW, TYPED).status_code == 200
    head.post(NEW, TYPED)
    assert head.post(KEEP, TYPED | {"draft_at": NEW}).status_code == 202, "saved by the script on its way out"
    assert Person.objects.count() == people + 1
    assert not Draft.objects.exists()


def test_a_save_that_comes_later_than_its_form_does_not_stand_in_the_next_one(office: Office, head: Client) -> None:
    form, slower = form_of(head), client_of(office.head)  # of one browser too, a save may have read its session before
    assert head.post(NEW, form).status_code == 200
    assert slower.post(KEEP, form | {"draft_at": NEW}).status_code == 202
    assert TEXT not in text_of(head.get(NEW))
    assert head.post(KEEP, form_of(head) | {"draft_at": NEW, "once": "y" * 20}).status_code == 204
    assert kept_text(office) == TEXT


def test_what_was_changed_after_the_back_button_is_not_taken_for_what_was_sent(office: Office, head: Client) -> None:
    head.post(NEW, TYPED)
    answer = head.post(NEW, TYPED | {"display_name": TEXT + " and more"}, HTTP_REFERER=f"http://testserver{NEW}")
    assert answer["Location"] == NEW
    page = text_of(head.get(NEW))
    assert "This was sent before" in page
    assert f"{TEXT} and more" in page
    assert hidden(page, "once") != TYPED["once"]


def test_a_refusal_said_on_the_next_page_keeps_the_text(office: Office, head: Client, monkeypatch: Any) -> None:
    def refuses(request: Any, **kwargs: Any) -> Any:
        messages.warning(request, "No")
        return redirect("me")

    monkeypatch.setattr("panah.web.accounts.views.people.carried_out", lambda form, act: None)
    monkeypatch.setattr("panah.web.accounts.views.people.render", lambda request, *args, **kwargs: refuses(request))
    assert head.post(NEW, TYPED).status_code == 302
    assert kept_text(office) == TEXT
    assert "No" in text_of(head.get("/app/me/"))


def test_an_address_without_a_page_shows_its_text_by_itself(office: Office, head: Client) -> None:
    address = reverse("person-end", args=[office.worker.pk])
    drafts.keep(actor_for(office.head), drafts.place_of(resolve(address)), {"reason": TEXT}, address)
    answer = head.get(address)
    if answer.status_code == 302:
        assert TEXT in text_of(head.get(answer["Location"]))


@pytest.mark.parametrize("text", ["a\x00b", "😀" * 500, "\u202eabc\u2066", "я" * 19_000, "\ud800"])
def test_any_text_comes_back_as_it_was_typed(office: Office, head: Client, text: str) -> None:
    head.post(NEW, TYPED | {"role": "nothing", "display_name": text.encode("utf-8", "replace").decode()})
    assert kept_text(office) == text.encode("utf-8", "replace").decode()
    text_of(head.get(NEW))


def test_ten_thousand_fields_and_six_megabytes_are_answered_with_a_sentence(office: Office, head: Client) -> None:
    head.raise_request_exception = False
    many = head.post(NEW, {f"field{number}": "x" for number in range(10_000)})
    assert many.status_code == 400
    large = head.post(NEW, "display_name=" + "a" * 6_000_000, content_type="application/x-www-form-urlencoded")
    assert large.status_code == 413
    assert "5 MB" in large.content.decode()


def test_what_saves_itself_after_the_session_is_kept_for_its_writer_for_a_week(office: Office, head: Client) -> None:
    form = form_of(head) | {"draft_at": NEW}
    head.session.flush()
    assert head.post(KEEP, form).status_code == 204
    assert kept_text(office) == TEXT
    with clock.standing_at(clock.now() + timedelta(days=8)):
        assert head.post(KEEP, form | {"display_name": "later"}).status_code == 422
    assert kept_text(office) == TEXT


@pytest.mark.safeguard(
    "S15", "a worker who went to another organisation sends a form of the old one and has its text there"
)
def test_a_form_of_the_former_office_is_kept_for_nobody(office: Office, head: Client) -> None:
    form = form_of(head)
    head.session.flush()
    Membership.objects.filter(person=office.head).update(organisation=office.other)
    assert head.post(NEW, form).status_code == 403
    assert head.post(KEEP, form | {"draft_at": NEW}).status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.safeguard(
    "S12", "a stolen session tells by a digest without a key which name was typed in a form that arrived"
)
def test_what_a_session_remembers_of_a_form_cannot_be_guessed(office: Office, head: Client) -> None:
    typed = {"kind": "document", "name": "", "family": canaries(1)[0], "given": "Madina"}
    with digests_taken() as digests:
        head.post(NEW, form_of(head) | typed)
    remembered = str(head.session["sent"])
    assert head.session["sent"]
    assert digests_in(remembered.encode(), digests) == set()
    assert hashlib.sha256(repr("x" * 20).encode()).hexdigest()[:32] not in remembered

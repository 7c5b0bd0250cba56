import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import resolve

from panah.foundation.documents.models import Draft
from panah.web.components import drafts
from panah.web.fields import DateParts, DatePartsField, PartialDateField
from tests.panah.web.accounts.office import Office, actor_for, client_of, visitor

PLACE = drafts.Place("case-new", "new")
ADDRESS = "/app/drafts/keep/"
AT = {"draft_at": "/app/children/new/"}


class PageForm(forms.Form):
    text = forms.CharField()
    needs = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    one = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    happened_on = DatePartsField()
    born = PartialDateField(widget=DateParts(with_about=True))
    agrees = forms.BooleanField()


TYPED = {
    "text": "Canarytext", "needs": ["a", "b"], "one": ["a"], "happened_on_day": "21", "happened_on_month": "11",
    "happened_on_year": "2026", "born_day": "", "born_month": "", "born_year": "2016", "born_about": "on", "agrees": "on",
    "csrfmiddlewaretoken": "x", "once": "y",
} | AT  # fmt: skip


@pytest.fixture
def worker(office: Office) -> Client:
    return client_of(office.worker)


def content_for(office: Office) -> dict[str, Any]:
    draft = drafts.found(actor_for(office.worker), PLACE)
    return dict(draft.content) if draft is not None else {}


def test_a_draft_comes_back_into_its_form_as_it_was_typed(office: Office, worker: Client) -> None:
    assert worker.post(ADDRESS, TYPED).status_code == 204
    form = PageForm()
    assert drafts.fill(form, content_for(office))
    page = form.as_div()
    assert 'value="Canarytext"' in page
    assert page.count("checked") == 5
    for part in ('value="21"', 'value="11"', 'value="2026"', 'value="2016"'):
        assert part in page


def test_a_tick_that_was_taken_away_stays_away() -> None:
    form = PageForm(initial={"agrees": True, "needs": ["a"], "text": "before"})
    assert drafts.fill(form, {"text": "after"})
    assert (form.initial["agrees"], form.initial["needs"], form.initial["text"]) == (False, [], "after")


def test_the_draft_of_another_form_changes_nothing() -> None:
    form = PageForm(prefix="a", initial={"agrees": True})
    assert not drafts.fill(form, {"text": "of another", "version": "3"})
    assert form.initial == {"agrees": True}
    assert drafts.fill(form, {"a-text": "mine"})


def test_the_text_of_a_draft_is_sealed_and_its_key_of_the_form_is_not_kept(
    office: Office, worker: Client, django_db_blocker: Any
) -> None:
    worker.post(ADDRESS, TYPED)
    row = Draft.objects.values_list("content", flat=True).get()
    assert "Canarytext" not in str(row)
    content = content_for(office)
    assert not {"csrfmiddlewaretoken", "once"} & content.keys()


def test_a_draft_is_for_its_writer_alone(office: Office, worker: Client) -> None:
    worker.post(ADDRESS, TYPED)
    for other in (office.head, office.administrator, office.stranger):
        assert drafts.found(actor_for(other), PLACE) is None


def test_a_form_that_was_emptied_or_sent_has_no_draft(office: Office, worker: Client) -> None:
    for _ in range(2):
        worker.post(ADDRESS, {"text": "a"} | AT)
        assert Draft.objects.count() == 1
    worker.post(ADDRESS, {"text": "", "version": "3"} | AT)
    assert not Draft.objects.exists()
    worker.post(ADDRESS, {"text": "a"} | AT)
    assert drafts.drop(actor_for(office.worker), PLACE) == 1


def test_drafts_are_not_read_by_their_address_and_are_for_people(office: Office, worker: Client) -> None:
    assert worker.get(ADDRESS).status_code == 405
    assert visitor().post(ADDRESS, TYPED).status_code == 422
    assert Client(enforce_csrf_checks=True).post(ADDRESS, TYPED).status_code == 403
    assert Draft.objects.count() == 0


def test_what_cannot_be_kept_is_said_to_be_unsaved(worker: Client) -> None:
    assert worker.post(ADDRESS, {"text": "я" * 200_000} | AT).status_code == 422
    for path in ("", "/en/", "/app/nothing/here/", "/app/find/", "https://example.org/app/me/"):
        assert worker.post(ADDRESS, {"text": "a", "draft_at": path}).status_code == 422


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/app/people/new/", ("person-new", "new")),
        ("/app/c/K7Q4-2MX9/contact/", ("case-contact", "K7Q4-2MX9")),
        ("/app/c/K7Q4-2MX9/assess/safety/", ("case-domain", "K7Q4-2MX9-safety")),
    ],
)
def test_the_lock_and_the_page_name_a_draft_alike(path: str, place: tuple[str, str]) -> None:
    assert drafts.place_of(resolve(path)) == drafts.place_at(path) == drafts.Place(*place)


def test_a_draft_says_in_words_what_was_being_written_and_shows_no_code(worker: Client) -> None:
    typed = {"draft_at": "/app/children/new/", "name": "Canarytext", "urgency": "normal", "birth_day": "21"}
    assert worker.post(ADDRESS, typed).status_code == 204
    listed = worker.get("/app/drafts/").content.decode()
    assert ">Open a case</a>" in listed
    assert "Canarytext" not in listed
    text = worker.get(f"/app/drafts/{Draft.objects.get().pk}/").content.decode()
    assert re.findall(r'<p class="kept">([^<]*)</p>', text) == ["Canarytext"]


def test_a_subject_that_is_too_long_still_has_a_place() -> None:
    match = resolve("/app/c/" + "K" * 80 + "/contact/")
    place = drafts.place_of(match)
    assert (place.form, len(place.subject)) == ("case-contact", 40)


def test_a_form_without_a_word_is_no_draft() -> None:
    assert drafts.content_of(QueryDict("text=&needs=")) == {}
    assert drafts.content_of(QueryDict("version=3&writer=x")) == {}
    assert drafts.content_of(QueryDict("csrfmiddlewaretoken=x&password1=secret")) == {}

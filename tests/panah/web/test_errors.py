"""What went wrong is said plainly, and what was typed is not lost."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy

from panah.web import errors


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def posted(**headers: str) -> HttpRequest:
    data = {"what": "A boy <asleep>\nat noon", "password": "hunter2", "pin": "123456", "csrfmiddlewaretoken": "old"}
    return RequestFactory().post("/en/refer/", data, headers=headers)


def test_a_form_open_too_long_gives_the_text_back_to_send_again() -> None:
    answer = errors.form_expired(posted(**{"Sec-Fetch-Site": "same-origin"}))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "A boy &lt;asleep&gt;<br>at noon" in page
    assert 'name="what" value="A boy &lt;asleep&gt;' in page
    assert "Send again" in page


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_a_form_from_elsewhere_cannot_be_sent_by_one_click(site: str) -> None:
    page = errors.form_expired(posted(**{"Sec-Fetch-Site": site})).content.decode()
    assert "A boy" in page
    assert "<form" not in page


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {}])
def test_secrets_are_never_given_back(headers: dict[str, str]) -> None:
    for answer in (errors.form_expired(posted(**headers)), errors.server_error(posted(**headers))):
        for secret in ("hunter2", "123456", 'value="old"'):
            assert secret not in answer.content.decode()


def test_a_broken_page_has_a_number_and_the_text(caplog: pytest.LogCaptureFixture) -> None:
    answer = errors.server_error(posted())
    assert answer.status_code == 500
    number = caplog.records[0].getMessage().split()[1]
    assert number in answer.content.decode()
    assert "A boy" in answer.content.decode()
    assert "A boy" not in caplog.text


def test_what_is_not_there_and_what_is_not_yours_look_the_same() -> None:
    pages = [errors.not_found(RequestFactory().get("/en/x/"), error).content for error in (None, Exception("Case"))]
    assert pages[0] == pages[1]


def test_a_refusal_says_why_only_in_a_sentence_made_for_people() -> None:
    request = RequestFactory().get("/en/x/")
    said = errors.forbidden(request, PermissionDenied(gettext_lazy("Ask the lead.")))
    assert b"Ask the lead." in said.content
    assert b"no policy" not in errors.forbidden(request, PermissionDenied("no policy")).content


def test_too_much_at_once_is_told_apart_from_nonsense() -> None:
    request = RequestFactory().get("/en/x/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request).status_code == 400

"""A slip can be taken back: the message carries a button that posts, with its token, to the page that decides."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import RequestFactory

from panah.web.components.undo import offer_undo
from tests.pages import forms_of


@pytest.fixture
def request_with_messages(rf: RequestFactory) -> Any:
    request: Any = rf.get("/app/")
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    request._dont_enforce_csrf_checks = False
    return request


def test_the_message_posts_its_fields_and_a_token(request_with_messages: Any) -> None:
    offer_undo(request_with_messages, "Saved <b>", "/app/x/back/", fields={"version": 3})
    (message,) = list(get_messages(request_with_messages))
    (form,) = forms_of(str(message))
    assert (form.action, form.method) == ("/app/x/back/", "post")
    assert form.values["version"] == ["3"]
    assert form.values["csrfmiddlewaretoken"][0]
    assert "Saved &lt;b&gt;" in str(message)
    assert "<button" in str(message)

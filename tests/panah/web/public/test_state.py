from datetime import timedelta

import pytest
from django.test import Client

from panah.casework.concerns.models import Concern
from panah.foundation.security import clock
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from tests.panah.casework.concerns.office import Office
from tests.panah.web.public.visitor import Visitor


def test_a_sealed_state_tells_nothing_and_opens_for_its_purpose_alone() -> None:
    state = FormState(answers={"name": ["Canaryname"]})
    sealed = seal_state(state, "refer")
    assert "Canary" not in sealed
    assert open_state(sealed, "refer").answers == {"name": ["Canaryname"]}
    assert open_state(sealed, "refer").key == state.key
    with pytest.raises(StateUnreadable):
        open_state(sealed, "answer")


@pytest.mark.parametrize("state", ["x", "AAAA", "Ә", "A" * 5000])
def test_a_tampered_state_loses_nothing_that_was_typed_last_and_says_so(office: Office, state: str) -> None:
    visitor = Visitor("en")
    visitor.opens()
    visitor.presses()
    visitor.presses()
    text = visitor.presses(state=state, signs="works", what_was_seen="Canarytyped")
    assert "The earlier steps could not be read" in text
    assert visitor.step == "danger"
    visitor.presses()
    assert "Canarytyped" in visitor.presses()
    assert not Concern.objects.exists()


def test_a_state_of_the_answer_page_or_with_one_changed_sign_opens_nothing(office: Office) -> None:
    visitor = Visitor("en")
    visitor.reaches_the_check()
    sealed = visitor.hidden("state")
    for place in (0, 40, len(sealed) // 2):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        response = Client().post("/en/refer/", {"state": changed, "step": "check", "go": "send"})
        assert "could not be read" in response.content.decode()
    assert not Concern.objects.exists()


def test_after_a_day_the_answers_are_there_and_looked_over_before_they_are_sent(office: Office) -> None:
    visitor = Visitor("en")
    visitor.reaches_the_check()
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        text = visitor.presses("send")
        assert "more than a day ago" in text
        assert "Canarysaw" in text
        assert not Concern.objects.exists()
        visitor.presses("send")
    assert Concern.objects.count() == 1


def test_after_a_week_nothing_opens(office: Office) -> None:
    visitor = Visitor("en")
    visitor.reaches_the_check()
    with clock.standing_at(clock.now() + timedelta(days=8)):
        assert "could not be read" in visitor.presses("send")

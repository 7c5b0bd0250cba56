"""The night on the page of a case, when two write of it at once."""

import pytest
from django.urls import reverse

from panah.casework.cases import actions
from panah.casework.cases.models import SleepAnswer
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, words_of


@pytest.mark.safeguard("S9", "two workers record the same night, and neither hears of the other")
def test_who_was_overtaken_sees_both_answers_and_decides(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    where = reverse("case-sleep", args=[case.code])
    mine = {"answer": "with_safe_adult", "with_whom": "Canarymine", "version": case.version, **day("happened_on")}
    mine["once"] = key_in(client.get(where))
    actions.record_sleep(by=office.saule.actor, case=case, answer="alone_or_street", with_whom="Canarytheirs")
    refused = client.post(where, mine)
    words = words_of(refused)
    assert "Somebody else saved this while you were writing" in words
    assert "Canarytheirs" in words
    assert "Canarymine" in text_of(refused)
    assert SleepAnswer.objects.filter(case=case).count() == 1
    case.refresh_from_db()
    assert client.post(where, mine | {"version": case.version}).status_code == 302
    assert SleepAnswer.objects.filter(case=case).count() == 2


def test_the_night_is_asked_anew_with_nothing_chosen(office: Office) -> None:
    case = opened(office)
    actions.record_sleep(by=office.aigul.actor, case=case, answer="shelter", with_whom="Canarywith")
    page = text_of(signed_in(office.aigul).get(reverse("case-sleep", args=[case.code])))
    assert "checked" not in page.split("<main")[1]
    assert page.count("Canarywith") == 1  # above the form, as what stands there now

"""A caseworker asks whether a girl can stay, hears a no with its reason and a call with its duty phone; a correction changes it.

In Kazakh, on a phone, without JavaScript. The body whose entry is old says by its link that it takes nobody now and has
another telephone; who keeps the directory sees both side by side and takes it over; the next one who asks hears it.
"""

import re
from datetime import timedelta
from typing import Any

import pytest

from panah.casework.services.actions import ProviderDetails, add_provider, ask_for_confirmations
from panah.casework.services.models import EligibilityAnswer, Provider
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.security import audit, clock
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import JOB, MAIN, Town, organisation, person, signed_in, stranger, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OLD_PHONE, NEW_PHONE = "+7 000 000 08 01", "+7 000 000 08 02"
HOUSE, INFANTS, WARD = "Үлгі үйі", "Үлгі сәбилер үйі", "Үлгі орталық"
SOMEBODY = "Үлгі Айгерім, хатшы"


def _directory(here: Town) -> Provider:
    """A house of a body with nobody in Panah, kept by the NGO; places that say no, and who interprets."""
    body = organisation("silent", "social_protection")
    entry = _entry(body, HOUSE, "ngo_shelter", ("shelter",), OLD_PHONE, funding="donor", languages=("uz",))
    Provider.objects.filter(pk=entry.pk).update(
        keeper=here.ngo, confirmed_on=clock.today() - timedelta(days=100)
    )  # fmt: skip
    _entry(organisation("infants", "health"), INFANTS, "infant_home", ("shelter",), "+7 000 000 08 03")
    _entry(here.clinic, WARD, "interpreters", (), "+7 000 000 08 04", interpreters=(("uz", "female"),))
    return entry


def _entry(owner: Organisation, name: str, kind: str, offered: tuple[str, ...], phone: str, **more: Any) -> Provider:
    names = dict.fromkeys(("kk", "ru", "en"), name)
    details = ProviderDetails(names, offered, None, phone, kind=kind, **more)
    return add_provider(by=JOB, organisation=owner, details=details)


def _asks(worker: Visitor) -> None:
    page = worker.goes_to("/app/places/ask/")
    page.fill("input[name=age]", "15")
    page.check("input[name=sex][value=female]")
    page.select_option("select[name=company]", "alone")
    page.select_option("select[name=language]", "uz")
    presses(page, "#ask button.main")


def _row(worker: Visitor, name: str) -> str:
    return worker.page.locator("#answer li", has_text=name).inner_text()


def _hears_a_no_and_a_yes(worker: Visitor) -> None:
    answers = code_list("eligibility_answers")
    _asks(worker)
    worker.picture("stay-0-answers")
    no = _row(worker, INFANTS)
    assert answers.label("no", "kk") in no
    assert code_list("eligibility_reasons").label("infants_only", "kk") in no, "a no says because"
    assert "06.01.2021" in no, "and since when its rule holds"
    assert "+7 000 000 08 03" in no, "and whom to call all the same"
    assert answers.label("yes", "kk") in _row(worker, HOUSE)
    phone = worker.page.locator("#answer li", has_text=HOUSE).locator("a[href^='tel:']")
    assert phone.get_attribute("href") == f"tel:{OLD_PHONE}"
    interprets = worker.page.locator("#interpreters").inner_text()
    assert WARD in interprets
    assert "+7 000 000 08 04" in interprets
    assert "15" not in worker.page.url, "no fact stands in an address"
    assert EligibilityAnswer.objects.count() == 1, "the no is counted, and of nobody"


def _sends_the_link(keeper: Visitor, entry: Provider) -> str:
    """Today of the keeper asks; the entry leads to a link."""
    page = keeper.goes_to("/app/")
    presses(page.locator(f"a[href*='/providers/{entry.code}/']").first)
    keeper.picture("stay-1-old-entry")
    presses(page, f"a[href$='/providers/{entry.code}/link/']")
    presses(page, MAIN)
    found = re.search(r"/d/[\w-]+/", page.input_value("#message"))
    assert found
    keeper.picture("stay-2-link")
    return found[0]


def _says_what_is_different(secretary: Visitor, address: str) -> None:
    page = secretary.goes_to(address)
    assert HOUSE in page.inner_text("main")
    secretary.picture("stay-3-still-true")
    presses(page, "button[name=go][value=change]")
    assert page.input_value("input[name=duty_phone]") == OLD_PHONE, "what stands need not be typed again"
    page.fill("input[name=duty_phone]", NEW_PHONE)
    page.check("input[name=takes_nobody_now]")
    presses(page, "button[name=go][value=send]")
    assert page.input_value("input[name=duty_phone]") == NEW_PHONE, "who says it is missing; the text is kept"
    page.fill("input[name=name_and_post]", SOMEBODY)
    secretary.picture("stay-4-correction")
    presses(page, "button[name=go][value=send]")
    assert page.locator("form button[value=send]").count() == 0


def _takes_it_over(keeper: Visitor, entry: Provider) -> None:
    page = keeper.goes_to("/app/")
    presses(page.locator(f"a[href*='/providers/{entry.code}/']").first)
    if not page.url.endswith("/changes/"):
        presses(page, f"a[href$='/providers/{entry.code}/changes/']")
    both = page.inner_text("main table")
    assert OLD_PHONE in both
    assert NEW_PHONE in both, "side by side"
    assert SOMEBODY in page.inner_text("main")
    keeper.picture("stay-5-side-by-side")
    presses(page, "button[name=go][value=accept]")


def test_a_no_with_its_reason_a_yes_with_its_phone_and_a_correction_that_changes_the_answer(arrives: Arrives) -> None:
    here = town()
    entry = _directory(here)
    assert ask_for_confirmations(by=JOB) >= 1
    worker, keeper = (
        signed_in(arrives, here.caseworker),
        signed_in(arrives, person(here.ngo, Role.HEAD_OF_ORGANISATION)),
    )
    _hears_a_no_and_a_yes(worker)
    secretary = stranger(arrives)
    address = _sends_the_link(keeper, entry)
    _says_what_is_different(secretary, address)
    _asks(worker)
    assert OLD_PHONE in _row(worker, HOUSE), "what a stranger says changes nothing by itself"
    _takes_it_over(keeper, entry)
    _asks(worker)
    worker.picture("stay-6-another-answer")
    row = _row(worker, HOUSE)
    assert code_list("eligibility_answers").label("call", "kk") in row, (
        "it takes nobody now: nobody is refused, somebody calls"
    )
    assert code_list("doubt").label("nobody_now", "kk") in row
    assert NEW_PHONE in row
    assert OLD_PHONE not in row
    secretary.goes_to(address)
    assert NEW_PHONE not in secretary.page.content(), "the link has done its work"
    secretary.faults.clear()  # it opens no more and answers 404
    assert audit.verify()[1] == []

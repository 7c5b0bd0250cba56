"""A coordinator writes down who does what in a region, and prints it; one person under two spellings is found before saving.

In Kazakh. The matrix at a desk with JavaScript, the people on a phone without.
"""

import pytest

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security.roles import Role
from panah.programme.directory.actions import AdultDetails, register_adult
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Adult, AdultPair, Institution
from tests.journeys.conftest import Arrives, presses
from tests.journeys.town import JOB, MAIN, organisation, person, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGION = "/app/stakeholders/?region=KZ-31"
SIGNAL, NOBODY = "Белгі келді", "Бұл кезеңді ешкім жүргізбейді"


def coordinator() -> Person:
    load_places(by=JOB)
    return person(organisation("ulgi", "ngo"), Role.PROGRAMME_COORDINATOR, "madina")


def gaps(text: str) -> list[str]:
    return [line for line in text.splitlines() if NOBODY in line]


def test_a_coordinator_writes_down_who_does_what_and_prints_it(arrives: Arrives) -> None:
    madina = signed_in(arrives, coordinator(), phone=False, javascript=True)
    page = madina.goes_to(REGION)
    assert any(SIGNAL in line for line in gaps(page.inner_text("main")))
    madina.picture("who-1-gap")

    page = madina.goes_to("/app/stakeholders/institutions/new/")
    page.select_option("select[name=kind]", "hotline")
    page.fill("input[name=name_kk]", "Үлгі сенім телефоны")
    page.eval_on_selector("select[name=place]", "(one) => { one.value = 'KZ-31' }")
    presses(page, MAIN)
    presses(page, "main a.button.main")
    page.select_option("select[name=stage]", "signal")
    page.check("input[name=part][value=leads]")
    page.check("input[name=basis][value=agreement]")
    presses(page, MAIN)
    assert page.input_value("select[name=stage]") == "signal", "without its paper nothing is written and nothing lost"
    page.fill("input[name=source]", "№3 хаттама, 12.02.2024")
    presses(page, MAIN)
    assert "№3 хаттама, 12.02.2024" in page.inner_text("main")
    assert Institution.objects.get().place_id == "KZ-31"

    page = madina.goes_to(REGION)
    text = page.inner_text("main")
    assert not any(SIGNAL in line for line in gaps(text))
    assert gaps(text), "others are still led by nobody"
    assert "Үлгі сенім телефоны" in text
    madina.picture("who-2-matrix")
    page.emulate_media(media="print")
    width = page.evaluate("document.querySelector('.matrix').getBoundingClientRect().width")
    assert width <= page.evaluate("document.documentElement.clientWidth"), "it fits beside itself on paper"
    assert not page.is_visible("main form")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    madina.picture("who-3-print")
    page.emulate_media(media="screen")

    page = madina.goes_to("/app/stakeholders/?region=KZ-61")
    assert "Үлгі сенім телефоны" not in page.inner_text("main"), "another region has its own"
    page = madina.goes_to(f"{REGION}&by=stage")
    assert "№3 хаттама, 12.02.2024" in page.inner_text("main")


def _known(keeper: Person, name: str, phone: str = "") -> Adult:
    details = AdultDetails(
        name=name, sector=TraineeSector.EDUCATION, sex="female", post="Психолог", workplace="№12 мектеп",
        place=Place.objects.districts("KZ-31")[0], phone=phone,
    )  # fmt: skip
    return register_adult(by=actor_of(roles_of(keeper)[0]), details=details)


def test_one_person_under_two_spellings_is_found_before_saving(arrives: Arrives) -> None:
    keeper = coordinator()
    first = _known(keeper, "Айгерім Үлгібаева", "+7 701 000 11 22")
    madina = signed_in(arrives, keeper)
    page = madina.goes_to("/app/adults/new/")
    page.fill("input[name=name]", "Aigerim Ulgibayeva")
    page.check("input[name=sex][value=female]")
    page.select_option("select[name=sector]", "education")
    page.fill("input[name=workplace]", "Школа 12")
    page.select_option("select[name=place]", first.place_id or "")
    page.fill("input[name=phone]", "+7 701 000 33 44")
    presses(page, MAIN)
    text = page.inner_text("main")
    assert "Айгерім Үлгібаева" in text
    assert "Аты-жөні бірдей" in text
    assert "0001122" not in page.content()
    assert Adult.objects.count() == 1
    madina.picture("who-4-known-already")
    presses(page, f"button[name=is_this][value='{first.code}']")
    assert page.url.endswith(f"/app/adults/{first.code}/")
    assert Adult.objects.count() == 1

    page = madina.goes_to("/app/adults/")
    page.fill("input[name=text]", "aiger")
    presses(page, "main form[role=search] button")
    assert "Айгерім Үлгібаева" in page.inner_text("main")
    assert "aiger" not in page.url


def test_two_entries_are_decided_to_be_one_and_that_is_taken_back(arrives: Arrives) -> None:
    keeper = coordinator()
    first = _known(keeper, "Айгерім Үлгібаева", "+7 701 000 11 22")
    second = _known(keeper, "Айгерім Серікқызы Үлгібаева", "+7 701 000 33 44")
    madina = signed_in(arrives, keeper)
    page = madina.goes_to("/app/adults/")
    presses(page, "main a[href='/app/adults/same/']")
    presses(page, "main .table a")
    assert "Телефон нөмірі басқа" in page.inner_text("main")
    madina.picture("who-5-pair")
    presses(page, "button[name=decision][value=same]")
    assert Adult.objects.counted().count() == 1
    page = madina.goes_to(f"/app/adults/{second.code}/")
    assert page.url.endswith(f"/app/adults/{first.code}/")
    assert "Осы адамның жазбалары" in page.inner_text("main")
    madina.picture("who-6-one-person")
    page = madina.goes_to(f"/app/adults/same/{AdultPair.objects.get().code}/")
    presses(page, "main form[action$='/back/'] button")
    assert Adult.objects.counted().count() == 2
    assert "Шешілмеген" in page.inner_text("main")

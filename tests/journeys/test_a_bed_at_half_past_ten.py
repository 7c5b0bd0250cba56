"""A foreign girl of fifteen at half past ten in the evening: may she stay, a bed is held, a morning, a doctor, and she leaves.

In Kazakh, on a phone, without JavaScript. The rule of 2020 sends her away from the house of the state; that of today asks.
"""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from panah.casework.services.actions import ProviderDetails, add_bed, add_provider
from panah.casework.services.models import EligibilityAnswer, Provider, Reservation
from panah.casework.stays.models import DailyLog, Stay
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.codes import code_list
from panah.foundation.security import audit
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import JOB, MAIN, organisation, person, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME, STATE = "Canaryguest Малика", "Мемлекеттік үй"


@pytest.fixture
def _half_past_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    real = timezone.now
    here = timezone.localtime(real())
    ahead = here.replace(hour=22, minute=30, second=0, microsecond=0) - here
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) + ahead)


def _house() -> tuple[Person, Provider]:
    load_places(by=JOB)
    ngo = organisation("terek", "ngo")
    names = dict.fromkeys(("kk", "ru", "en"), "Терек")
    house = add_provider(
        by=JOB, organisation=ngo,
        details=ProviderDetails(names, ("shelter",), None, "+7 000 000 07 01", kind="ngo_shelter", funding="donor"),
    )  # fmt: skip
    of_state = dict.fromkeys(("kk", "ru", "en"), STATE)
    details = ProviderDetails(of_state, ("shelter",), None, "+7 000 000 07 03", kind="state_shelter", funding="state")
    add_provider(by=JOB, organisation=organisation("state", "social_protection"), details=details)
    manager = person(ngo, Role.SHELTER_MANAGER)
    by = actor_of(Membership.objects.get(person=manager))
    add_bed(by=by, provider=house, name="1", meant_for="girl", room="А")
    return manager, house


def _asks(zhanna: Visitor, day: tuple[str, ...] = ()) -> str:
    """What is said of the house of the state, in one word of a chip."""
    page = zhanna.goes_to("/app/places/ask/")
    page.fill("input[name=age]", "15")
    page.check("input[name=sex][value=female]")
    page.select_option("select[name=company]", "alone")
    shut = page.locator("#ask details:not([open]) > summary")
    while shut.count():
        shut.first.click()
    page.select_option("select[name=citizenship]", "UZ")
    page.select_option("select[name=papers]", "none")
    for part, value in zip(("day", "month", "year"), day, strict=False):
        page.fill(f"input[name=day_{part}]", value)
    presses(page, "#ask button.main")
    return page.locator("#answer li", has_text=STATE).locator(".chip").first.inner_text()


def _may_she_stay(zhanna: Visitor) -> None:
    answers = code_list("eligibility_answers")
    assert _asks(zhanna, ("1", "5", "2020")) == answers.label("no", "kk")
    zhanna.picture("bed-0-rule-of-2020")
    assert not EligibilityAnswer.objects.exists(), "a look at another day is no refusal"
    assert _asks(zhanna) == answers.label("call", "kk"), "the rule of today leaves it to a call"
    zhanna.picture("bed-0-rule-of-today")


def _holds_a_bed(zhanna: Visitor, house: Provider) -> None:
    page = zhanna.page
    presses(page.locator("#answer li", has_text="Терек").locator("button[value=begin]"))
    zhanna.picture("bed-1-reserve")
    assert page.input_value("select[name=age_band]") == "15_17", "what was said is not asked again"
    assert page.is_checked("input[name=sex][value=female]")
    page.fill("input[name=asker]", "Полиция, кезекші")
    page.fill("input[name=call_back]", "+7 000 000 07 02")
    presses(page, MAIN)
    zhanna.picture("bed-2-held")
    assert "00:30" in page.inner_text("main"), "two hours from half past ten"


def _lets_her_in(zhanna: Visitor) -> Stay:
    presses(zhanna.page, "main a.button.main")
    page = zhanna.page
    assert page.is_checked("input[name=where][value^=held]"), "the bed that was held for her"
    assert page.input_value("input[name=brought_by]") == "Полиция, кезекші", "what was told once is not asked again"
    page.fill("input[name=name]", NAME)
    page.select_option("select[name=came_from]", "police")
    page.select_option("select[name=language]", "uz")
    page.select_option("select[name=rules_language]", "uz")
    page.check("input[name=consent][value=not_yet_night]")
    page.fill("textarea[name=health_now]", "Шаршаған, су сұрады.")
    zhanna.picture("bed-3-admit")
    presses(page, MAIN)
    zhanna.picture("bed-4-guest")
    assert NAME not in page.content(), "a name is shown on request alone"
    return Stay.objects.get()


def _writes_the_morning(zhanna: Visitor, house: Provider, stay: Stay) -> None:
    page = zhanna.goes_to(f"/app/places/log/{house.code}/")
    page.select_option(f"select[name='{stay.code}-ate']", "well")
    page.select_option(f"select[name='{stay.code}-slept']", "badly")
    page.fill(f"input[name='{stay.code}-words']", "Шай ішті.")
    zhanna.picture("bed-5-log")
    presses(page, MAIN)
    page = zhanna.goes_to(f"/app/places/guest/{stay.code}/check/")
    page.fill("textarea[name=words]", "Тыныш ұйықтасын.")
    today = timezone.localdate()
    for part in ("day", "month", "year"):
        page.fill(f"input[name=happened_on_{part}]", str(getattr(today, part)))
    presses(page, MAIN)


def _lets_her_go(zhanna: Visitor, stay: Stay) -> None:
    page = zhanna.goes_to(f"/app/places/guest/{stay.code}/out/")
    page.select_option("select[name=leaves_to]", "own_family")
    page.check("input[name=leaves_with][value=relative]")
    page.select_option("select[name=relation]", "aunt_or_uncle")
    page.fill("input[name=who]", "Canaryuncle")
    presses(page, MAIN)
    zhanna.picture("bed-6-stopped")
    assert page.locator("button[name=go][value=ask]").is_visible(), "a second person decides"
    stay.refresh_from_db()
    assert stay.left_at is None
    page = zhanna.goes_to(f"/app/places/guest/{stay.code}/out/")
    page.select_option("select[name=leaves_to]", "state_centre")
    page.check("input[name=leaves_with][value=guardianship_body]")
    page.fill("input[name=who]", "Үлгі инспектор")
    page.check("input[name=agreed_by][value=guardianship_body]")
    presses(page, MAIN)
    zhanna.picture("bed-7-letter")


@pytest.mark.usefixtures("_half_past_ten")
@pytest.mark.safeguard("S12", "a title, an address or a paper of a house says who sleeps there, or where it stands")
def test_a_girl_at_half_past_ten_has_a_bed_a_morning_a_doctor_and_a_safe_way_out(arrives: Arrives) -> None:
    manager, house = _house()
    zhanna = signed_in(arrives, manager)
    _may_she_stay(zhanna)
    _holds_a_bed(zhanna, house)
    stay = _lets_her_in(zhanna)
    assert {timer.kind for timer in Timer.objects.running()} == {TimerKind.MEDICAL_CHECK, TimerKind.DAILY_LOG}
    _writes_the_morning(zhanna, house, stay)
    assert DailyLog.objects.get().stay == stay
    _lets_her_go(zhanna, stay)
    stay.refresh_from_db()
    assert (stay.leaves_with, stay.checked_on) == ("guardianship_body", timezone.localdate())
    assert stay.code in zhanna.page.title()
    assert NAME not in zhanna.page.title() + zhanna.page.url
    assert Reservation.objects.get().end_reason == "left"
    assert not Timer.objects.running().exists()
    assert audit.verify()[1] == []

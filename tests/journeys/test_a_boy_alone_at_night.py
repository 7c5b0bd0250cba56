"""A boy alone in the street at eleven at night: who is called, who is told within a day, and where he slept (S9).

In Kazakh, on phones, without JavaScript; the clock on every wall shows 23:00.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern
from panah.casework.referrals.models import Leg
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import audit
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, answer_seen, receipt_on, signed_in, stranger, town, types_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEXT = "main .row button.main"
NAME = "Нұрсұлтан"
A_DAY = timedelta(hours=24)


@pytest.fixture
def _eleven_at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    real = timezone.now
    here = timezone.localtime(real())
    ahead = here.replace(hour=23, minute=0, second=0, microsecond=0) - here
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) + ahead)


def _tells_of_him(neighbour: Visitor) -> str:
    page = neighbour.goes_to("/kk/refer/")
    page.check("input[name=is_danger_now][value=yes]")
    presses(page, MAIN)
    for number in ("102", "112", "111"):
        assert page.locator(f"main a[href='tel:{number}'] >> nth=0").is_visible()
    neighbour.picture("night-1-whom-to-call")
    presses(page, MAIN)
    page.check("input[name=sleeps_tonight][value=alone_or_street]")
    presses(page, MAIN)
    page.check("input[value=no_papers]")
    page.fill("textarea", "Вокзал алдында жалғыз отыр, тамақ жемеген.")
    presses(page, MAIN)
    page.select_option("select[name=place]", index=3)
    page.select_option("select[name=age_band]", "12_14")
    page.check("input[name=sex][value=male]")
    page.fill("input[name=name]", NAME)
    presses(page, MAIN)
    page.check("input[name=stays_anonymous]")
    presses(page, MAIN)
    presses(page, MAIN)
    neighbour.picture("night-2-receipt")
    return receipt_on(page)


def _stands_first_on_today(duty: Visitor, concern: Concern) -> None:
    page = duty.goes_to("/app/")
    duty.picture("night-3-today")
    assert concern.code in page.inner_text("main ul.actions li >> nth=0")
    page = duty.goes_to(f"/app/concerns/{concern.code}/")
    duty.picture("night-4-concern")
    presses(page, MAIN)


def _tells_the_guardianship_body(duty: Visitor, concern: Concern) -> None:
    page = duty.goes_to(f"/app/concerns/{concern.code}/guardian/")
    page.fill("input[name=who]", "Үлгі Үлгібаева, кезекші")
    page.check("input[name=channel][value=phone]")
    types_day(page, "happened_on")
    presses(page, MAIN)
    duty.picture("night-5-guardian-told")


def _finds_a_bed(duty: Visitor, concern: Concern) -> None:
    page = duty.goes_to(f"/app/concerns/{concern.code}/refer/")
    page.check("input[name=service_types][value=basic_needs]")
    page.check("input[name=urgency][value=danger]")
    presses(page, NEXT)
    page.check("input[name=receiver] >> nth=0")
    page.fill("textarea[name=request]", "Бүгін түнде орын керек.")
    duty.picture("night-6-whom-to-ask")
    presses(page, NEXT)
    page.check("input[name=information][value=keep]")
    page.select_option("select[name=reason]", "no_ground")
    presses(page, NEXT)
    presses(page, NEXT)


def _writes_where_he_slept(worker: Visitor, case: Case) -> str:
    page = worker.goes_to(f"/app/c/{case.code}/")
    worker.picture("night-7-case")
    page = worker.goes_to(f"/app/c/{case.code}/sleep/")
    page.check("input[name=answer][value=shelter]")
    types_day(page, "happened_on")
    presses(page, MAIN)
    worker.picture("night-8-he-has-a-bed")
    return page.inner_text("main")


@pytest.mark.usefixtures("_eleven_at_night")
@pytest.mark.safeguard("S9", "a boy sits alone in the street at 23:00, and nobody need answer for him before morning")
def test_a_boy_alone_at_eleven_at_night_has_an_owner_a_clock_and_a_bed(arrives: Arrives) -> None:
    here = town()
    neighbour = stranger(arrives)
    receipt = _tells_of_him(neighbour)
    concern = Concern.objects.get()
    clock_of_the_body = Timer.objects.get(kind=TimerKind.GUARDIAN_REQUEST)
    assert timezone.localtime(clock_of_the_body.started_at).hour == 23
    assert clock_of_the_body.due_at - clock_of_the_body.started_at == A_DAY
    duty = signed_in(arrives, here.duty)
    _stands_first_on_today(duty, concern)
    _tells_the_guardianship_body(duty, concern)
    clock_of_the_body.refresh_from_db()
    assert clock_of_the_body.outcome == "told"
    _finds_a_bed(duty, concern)
    leg = Leg.objects.get()
    assert Timer.objects.running().filter(kind=TimerKind.LEG_ACKNOWLEDGE, urgency="danger").count() == 1
    supervisor = signed_in(arrives, here.supervisor)
    page = supervisor.goes_to(f"/app/r/{leg.code}/accept/")
    page.check(f"input[name=lead][value='{here.caseworker.pk}']")
    presses(page, MAIN)
    case = Case.objects.get()
    assert case.sleeps_tonight == "alone_or_street", "what was told once is not asked again"
    _writes_where_he_slept(signed_in(arrives, here.caseworker), case)
    case.refresh_from_db()
    assert case.sleeps_tonight == "shelter"
    assert not Timer.objects.running().filter(kind=TimerKind.GUARDIAN_REQUEST).exists()
    told = answer_seen(neighbour, receipt)
    assert not [word for word in (here.ngo.code, case.code, NAME, "102") if word in told]
    assert audit.verify()[1] == []

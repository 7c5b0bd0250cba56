"""Nobody has the duty of these hours. The supervisor is told, finds somebody, and then the page of danger gives our number.

In Kazakh, without JavaScript, on phones.
"""

from datetime import timedelta

import pytest

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.duty.actions import keep_desk, watch_duty
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.queries import zone_of_office
from panah.foundation.duty.rules import Hours
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, presses
from tests.journeys.town import JOB, MAIN, Town, person, signed_in, stranger, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS, OWN = "+7 000 000 07 07", "+7 000 000 08 08"


def _kept_list(here: Town, keeper: Person) -> str:
    """A list without a turn, whose present hours began six hours ago and end in six. Gives the address of that gap."""
    now = clock.now().astimezone(zone_of_office(here.desk))
    begins, ends = (now + timedelta(hours=hours) for hours in (-6, 6))
    hours = Hours(
        Cover.ALWAYS, ends.time().replace(second=0, microsecond=0), begins.time().replace(second=0, microsecond=0)
    )
    keep_desk(by=actor_of(Membership.objects.get(person=keeper)), hours=hours, phone=OURS)
    watch_duty(by=JOB)
    climb(by=JOB)
    return f"{begins:%Y-%m-%d-%H%M}"


def test_a_duty_gap_alarms_and_is_filled(arrives: Arrives) -> None:
    here = town()
    keeper = person(here.desk, Role.SUPERVISOR, "keeper")
    gap = _kept_list(here, keeper)
    assert Notice.objects.filter(kind="duty_gap", person=keeper).exists()
    finder = stranger(arrives)
    assert OURS not in finder.goes_to("/kk/safety/").content(), "nobody would answer it"

    boss = signed_in(arrives, keeper)
    page = boss.goes_to("/app/")
    assert "Кезекшілікте ешкім жоқ: біреуді табыңыз" in page.inner_text("main")
    boss.picture("duty-1-today")
    presses(page, f"main .actions a.button[href='/app/duty/{gap}/']")
    assert "Қазір кезекшілікте ешкім жоқ" in page.inner_text("main")
    boss.picture("duty-2-week")
    presses(page, f"main a[href*='from={gap}']")
    page.select_option("select[name=person]", str(here.duty.pk))
    page.fill("input[name=phone]", OWN)
    boss.picture("duty-3-turn")
    presses(page, MAIN)
    assert "Қазір кезекшілікте" in page.inner_text("main")
    boss.picture("duty-4-held")
    assert not Timer.objects.running().filter(kind=TimerKind.DUTY_GAP, address_code=gap).exists()

    worker = signed_in(arrives, here.duty)
    assert OWN in worker.goes_to("/app/").inner_text("main")
    shown = finder.goes_to("/kk/safety/").inner_text("main")
    assert OURS in shown
    assert "Атыңызды айту міндетті емес." in shown
    finder.picture("duty-5-danger")

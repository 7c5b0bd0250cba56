"""A duty worker lets herself be told by e-mail: an address, its code, what comes there; a request; and the link that ends it.

In Kazakh, on a phone; the link without JavaScript; an administrator at a desk, in Russian, sees to whom nothing comes through.
"""

import re

import pytest
from django.core import mail

from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import watch_messages
from panah.foundation.notices.codes import DANGER, NoticeKind
from panah.foundation.notices.delivery import deliver_due
from panah.foundation.notices.models import Address
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, presses
from tests.journeys.town import JOB, MAIN, person, signed_in, stranger, town
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _letter() -> str:
    assert deliver_due(by=given.SYSTEM).sent == 1
    return str(mail.outbox.pop().body)


def _words(found: re.Match[str] | None) -> str:
    assert found
    return found.group()


def test_a_worker_is_told_outside_and_ends_it_by_the_link(arrives: Arrives) -> None:
    here = town()
    worker = signed_in(arrives, here.duty, javascript=True)
    page = worker.goes_to("/app/me/")
    presses(page, "a[href='/app/me/channels/']")
    worker.picture("channels-1-none")
    presses(page, "a[href='/app/me/channels/email/']")
    page.fill("input[name=target]", "nobody")
    presses(page, MAIN)
    assert "Толық жазыңыз" in page.inner_text("main")
    worker.picture("channels-2-address")
    page.fill("input[name=target]", "worker@example.org")
    presses(page, MAIN)
    worker.picture("channels-3-code")
    page.fill("input[name=code]", _words(re.search(r"[0-9]{6}", _letter())))
    presses(page, MAIN)
    assert "w•••@example.org" in page.inner_text("main")
    page.check("input[name=later][value=in_app]")
    presses(page, MAIN)
    worker.picture("channels-4-chosen")
    assert worker.axe_faults() == []

    told(kind=NoticeKind.CONCERN_ARRIVED, person=here.duty, subject_code="K7Q4-2MX9", urgency=DANGER)
    letter = _letter()
    assert letter.splitlines()[0] == "Шұғыл сұрау. Қазір ашыңыз."
    assert "K7Q4" not in letter

    reader = stranger(arrives)
    page = reader.goes_to(_words(re.search(r"/x/[^/\s]+/", letter)))
    reader.picture("channels-5-stop")
    presses(page, MAIN)
    reader.picture("channels-6-stopped")
    told(kind=NoticeKind.CONCERN_ARRIVED, person=here.duty, subject_code="R5T8-P0A3", urgency=DANGER)
    assert deliver_due(by=given.SYSTEM).sent == 0
    worker.goes_to("/app/me/channels/")
    worker.picture("channels-7-stopped")


def test_an_administrator_sees_to_whom_nothing_comes_through(arrives: Arrives) -> None:
    here = town()
    _confirmed(here.duty)
    keeper = person(here.desk, Role.ADMINISTRATOR, "keeper")
    Person.objects.filter(pk=keeper.pk).update(language="ru")
    keeper.refresh_from_db()
    Address.objects.update(given_up_at=clock.now())
    watch_messages(by=JOB)
    administrator = signed_in(arrives, keeper, javascript=True)
    page = administrator.goes_to("/app/")
    assert "Сообщения не доходят до коллеги" in page.inner_text("main")
    administrator.page.set_viewport_size({"width": 1200, "height": 900})
    administrator.picture("channels-8-today")
    presses(page, "main .actions a.button[href='/app/health/messages/']")
    administrator.picture("channels-9-unreached")
    assert administrator.axe_faults() == []
    presses(page, "main form button")
    assert "Всё доходит." in page.inner_text("main")
    administrator.goes_to("/app/health/")
    administrator.picture("channels-10-health")


def _confirmed(somebody: Person) -> None:
    from_panah = given.file_of()
    Address.objects.create(
        file=from_panah, person=somebody, channel="email", target="worker@example.org", written_at=clock.now(),
        confirmed_at=clock.now(), stop_hash="x" * 64,
    )  # fmt: skip

"""What others owe: since when, a button that reminds them once a day, and a telephone where nobody is in Panah."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from panah.casework.referrals.models import Step
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security.codes import new_code
from panah.foundation.security.roles import Role
from panah.web.today.waiting import waiting_rows
from tests.panah.casework.cases.office import Office, hired
from tests.panah.casework.referrals.handover import leg_of, made_sides, referred
from tests.panah.foundation import given
from tests.panah.web.cases.visiting import signed_in, words_of


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def owed(office: Office, body: Organisation) -> Timer:
    now, code = timezone.now(), new_code()
    return Timer.objects.create(
        kind=TimerKind.LEG_ANSWER, organisation=body, asked_by_organisation=office.organisation,
        asked_by_person=office.aigul.person, subject_code=code, address_name="referral", address_code=code,
        started_at=now - timedelta(days=3), due_at=now + timedelta(days=1),
    )  # fmt: skip


def test_who_waits_reminds_once_a_day_from_today(office: Office) -> None:
    hired(office.other, Role.DUTY_WORKER, "theirdesk")
    timer = owed(office, office.other)
    (row,) = waiting_rows(office.aigul.actor, timezone.now())
    assert "since" in str(row.what)
    assert row.remind_url == f"/app/remind/{timer.pk}/"
    client = signed_in(office.aigul)
    words = words_of(client.post(row.remind_url, follow=True))
    assert "Reminded. It is on record; once a day is enough." in words
    assert "reminded today" in words
    assert [notice.person.username for notice in Notice.objects.filter(kind="reminder") if notice.person] == [
        "theirdesk"
    ]
    assert waiting_rows(office.aigul.actor, timezone.now())[0].remind_url == ""
    assert "Once a day is enough" in words_of(client.post(row.remind_url, follow=True))
    assert Notice.objects.filter(kind="reminder").count() == 1


@pytest.mark.safeguard("S13", "a body with nobody in Panah is not reminded but telephoned, by name")
def test_a_body_with_nobody_in_panah_has_a_telephone_instead_of_a_button(office: Office) -> None:
    body = given.organisation("clinic")
    body.contact_person, body.duty_phone = "Raushan, registry", "+7 000 123 45 67"
    body.save()
    owed(office, body)
    (row,) = waiting_rows(office.aigul.actor, timezone.now())
    assert row.remind_url == ""
    assert "Telephone: Raushan, registry, +7 000 123 45 67" in str(row.what).replace("\u00a0", " ")


def test_a_clock_of_others_is_not_there_to_be_reminded(office: Office) -> None:
    timer = owed(office, office.other)
    for worker in (office.nurzhan, office.lazzat):
        assert signed_in(worker).post(f"/app/remind/{timer.pk}/").status_code == 404
    assert signed_in(office.dinara).post(f"/app/remind/{timer.pk}/").status_code in (403, 404)
    assert not Notice.objects.exists()


def test_a_reminder_of_a_hand_over_stands_in_its_story(db: None) -> None:
    sides = made_sides()
    leg = leg_of(referred(sides))
    timer = Timer.objects.running().get(address_code=leg.code)
    client = Client()
    client.force_login(sides.duty.people[Role.DUTY_WORKER])
    assert "Reminded." in words_of(client.post(f"/app/remind/{timer.pk}/", follow=True))
    assert Step.objects.filter(leg=leg, kind="reminded").count() == 1
    client.post(f"/app/remind/{timer.pk}/")
    assert Step.objects.filter(leg=leg, kind="reminded").count() == 1

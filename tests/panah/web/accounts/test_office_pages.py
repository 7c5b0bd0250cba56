import os
import time as moments
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panah.foundation.accounts.actions import give_role
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.rules import Heartbeat
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import audit, clock
from panah.foundation.security.action import action
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role
from panah.web.accounts import health
from panah.web.accounts.queries import unseen_count
from tests.panah.web.accounts.office import SYSTEM, Office, actor_for, client_of, knock, text_of, visitor

ME, HEALTH, LOG, NOTICES = "/app/me/", "/app/health/", "/app/access-log/", "/app/notices/"


@pytest.fixture
def head(office: Office) -> Client:
    return client_of(office.head)


def test_me_says_what_my_role_sees_and_keeps_what_i_choose(office: Office, head: Client) -> None:
    text = text_of(head.get(ME))  # from here on the words are those of this reader
    assert str(ROLES[Role.HEAD_OF_ORGANISATION].sentence) in text
    assert head.post(ME, {"language": "ru", "theme": "dark"})["Location"] == ME
    office.head.refresh_from_db()
    assert (office.head.language, office.head.theme) == ("ru", "dark")
    assert 'data-theme="dark"' in head.get(ME).content.decode()


def test_a_language_or_theme_that_does_not_exist_is_not_kept(office: Office, head: Client) -> None:
    assert head.post(ME, {"language": "xx", "theme": "pink"}).status_code == 200
    office.head.refresh_from_db()
    assert (office.head.language, office.head.theme) == ("en", "auto")


def test_the_words_in_the_footer_choose_the_language_for_good(office: Office, head: Client) -> None:
    address = reverse("set_language")
    assert head.post(address, {"language": "kk", "next": ME})["Location"] == ME
    office.head.refresh_from_db()
    assert office.head.language == "kk"
    assert head.post(address, {"language": "ru", "next": "https://example.org/"})["Location"] == "/app/"
    nobody = visitor()
    nobody.post(address, {"language": "ru", "next": reverse("sign-in")})
    assert 'lang="ru"' in nobody.get(reverse("sign-in")).content.decode()


def test_two_roles_are_a_switch_and_not_a_merged_menu(office: Office, head: Client) -> None:
    second = give_role(by=SYSTEM, person=office.head, organisation=office.organisation, role=Role.ADMINISTRATOR)
    assert str(ROLES[Role.ADMINISTRATOR].title) in text_of(head.get(ME))
    assert head.post(reverse("me-role"), {"membership": str(second.pk)}).status_code == 302
    page = text_of(head.get(ME))
    assert reverse("access-log") in page
    assert reverse("case-list") not in page


def test_nobody_switches_to_a_role_of_another(office: Office, head: Client) -> None:
    other = give_role(by=SYSTEM, person=office.worker, organisation=office.organisation, role=Role.ADMINISTRATOR)
    for chosen in (str(other.pk), "", "x"):
        assert head.post(reverse("me-role"), {"membership": chosen}).status_code == 404


def test_other_sessions_end_and_this_one_stays(office: Office) -> None:
    here, there = visitor(), visitor()
    for client in (here, there):
        knock(client, "administrator")
    assert "1" in text_of(here.get(ME))
    here.post(reverse("me-sessions-end"))
    assert here.get(ME).status_code == 200
    assert there.get(ME).status_code == 302


def test_the_living_page_is_for_those_who_build(head: Client, settings: Any) -> None:
    assert head.get(reverse("parts")).status_code == 404
    settings.DEBUG = True
    assert head.get(reverse("parts")).status_code == 200


def test_health_has_its_lines_and_each_amber_one_says_what_to_do(office: Office, head: Client) -> None:
    found = health.lines(clock.now())
    assert len(found) == 11
    page = text_of(head.get(HEALTH))
    for line in found:
        assert str(line.subject) in page
        assert str(line.remedy) in page
    assert "not set up yet" in page


def test_a_silent_worker_and_one_that_never_ran_are_seen(office: Office, settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path
    assert not health.worker(clock.now()).is_well
    beat = tmp_path / health.HEARTBEAT
    beat.touch()
    assert health.worker(clock.now()).is_well
    os.utime(beat, (moments.time() - 600, moments.time() - 600))
    assert not health.worker(clock.now()).is_well


def test_a_clock_that_jumped_is_seen_until_it_has_gone_evenly_for_a_day(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path
    now = clock.now()
    assert health.wall_clock(now).is_well
    beat = Heartbeat(now, now - timedelta(days=9))
    for ahead, is_well in ((0, True), (25, False), (26, False), (50, True)):
        beat = beat.following(now + timedelta(hours=ahead))
        (tmp_path / health.HEARTBEAT).write_text(f"{beat.written()} 1\n")
        assert health.wall_clock(now).is_well is is_well


def test_the_worker_leaves_its_sign_of_life_where_health_looks(settings: Any, tmp_path: Path) -> None:
    worker = pytest.importorskip("panah.commands.worker")
    settings.PANAH_DATA = tmp_path
    worker.beat()
    assert (tmp_path / health.HEARTBEAT).exists()


def test_keys_that_others_may_read_or_that_lie_beside_the_data_are_seen(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA, settings.PANAH_KEYS = tmp_path / "data", tmp_path / "keys"
    assert not health.keys(clock.now()).is_well
    settings.PANAH_KEYS.mkdir(mode=0o700)
    key = settings.PANAH_KEYS / "vault.key"
    key.touch(mode=0o600)
    assert health.keys(clock.now()).is_well
    key.chmod(0o644)
    assert not health.keys(clock.now()).is_well
    settings.PANAH_KEYS = settings.PANAH_DATA / "keys"
    settings.PANAH_KEYS.mkdir(parents=True, mode=0o700)
    assert not health.keys(clock.now()).is_well


def test_an_old_signature_under_the_record_and_a_demo_are_seen(office: Office) -> None:
    audit.checkpoint_now()
    assert health.record(clock.now()).is_well
    assert not health.record(clock.now() + timedelta(hours=1)).is_well
    assert health.demo(clock.now()).is_well
    mark_as_demo(by=SYSTEM)
    assert not health.demo(clock.now()).is_well


def test_the_access_log_tells_of_ones_own_organisation_in_words_and_without_values(office: Office) -> None:
    knock(visitor(), "administrator")
    stranger = visitor()
    knock(stranger, "stranger")
    admin = client_of(office.administrator)
    admin.post(ME, {"language": "en", "theme": "dark"})
    page = text_of(admin.get(LOG))
    assert "Signed in" in page
    assert "Changed own settings" in page
    assert office.administrator.display_name in page
    assert office.stranger.display_name not in page
    assert "dark" not in page.partition("<table")[2]


def _told(person: Person, code: str) -> None:
    @action(Permission.DEMO_BUILD, on=None)
    def tell(*, by: Any) -> None:
        queue_notice(by=by, kind=NoticeKind.CASE_ASSIGNED, person=person, subject_code=code)

    tell(by=SYSTEM)


def test_notices_are_shown_until_they_are_seen_and_those_of_others_are_left_alone(office: Office, head: Client) -> None:
    _told(office.head, "K7Q4-2MX9")
    _told(office.worker, "9CWN-6FQ3")
    page = text_of(head.get(NOTICES))
    assert "K7Q4-2MX9" in page
    assert "/app/c/K7Q4-2MX9/" in page
    assert "9CWN-6FQ3" not in page
    assert unseen_count(actor_for(office.head)) == 1
    every = [str(pk) for pk in Notice.objects.values_list("pk", flat=True)]
    assert head.post(NOTICES, {"notice": [*every, "x"]}).status_code == 302
    assert "K7Q4-2MX9" not in text_of(head.get(NOTICES))
    assert unseen_count(actor_for(office.worker)) == 1

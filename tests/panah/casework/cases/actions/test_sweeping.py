"""What the worker ends by itself, and of what it warns."""

from datetime import timedelta

import pytest

from panah.casework.cases import actions, queries
from panah.casework.cases.models import Helper
from panah.casework.people.codes import ConsentDecision
from panah.foundation.notices.models import Notice
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.vault import open_files
from tests.panah.casework.cases.actions.test_helping import agree, let
from tests.panah.casework.cases.office import Office, opened

WORKER = Actor.system("worker", EVERYTHING)


def test_a_no_that_no_page_acted_on_shuts_the_part_all_the_same(office: Office) -> None:
    case = opened(office)
    agree(office, case)
    helper = let(office, case)
    assert actions.sweep_help(by=WORKER) == 0
    agree(office, case, ConsentDecision.WITHDRAWN)
    assert actions.sweep_help(by=WORKER) == 1
    assert queries.helper_part(office.lazzat.actor, helper.code) is None
    assert Helper.objects.get().end_reason == "consent_withdrawn"


def opened_files(office: Office, count: int) -> None:
    for file in open_files(FileKind.CASE, count):
        audit.append_alone(audit.Event(office.aigul.actor, "read", "file", file.code, ["cases.note.text"]))


@pytest.mark.safeguard("S17", "somebody opens forty children in an hour, and nobody asks why")
def test_whoever_opens_forty_children_in_an_hour_is_noticed_once(office: Office) -> None:
    opened_files(office, 39)
    assert actions.warn_of_unusual_access(by=WORKER) == 0
    opened_files(office, 1)
    assert actions.warn_of_unusual_access(by=WORKER) == 1
    assert actions.warn_of_unusual_access(by=WORKER) == 0
    told = {notice.person for notice in Notice.objects.filter(kind="unusual_access")}
    assert told == {office.saule.person, office.bakyt.person}


def test_forty_in_a_day_are_a_days_work(office: Office) -> None:
    for hour in range(4):
        with clock.standing_at(clock.now() - timedelta(hours=2 * hour)):
            opened_files(office, 20)
    assert actions.warn_of_unusual_access(by=WORKER) == 0

"""After a yes is taken back: who had received something, and whether anybody there had opened it."""

import pytest
from django.test import Client

from panah.casework.cases.models import Case
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals.actions import end_sharing, make_link
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, case_referred, consented, leg_of, opened_case, silent_body
from tests.panah.web.answers.test_views import opened
from tests.panah.web.referrals.test_telling import signed_in, text_of


@pytest.mark.safeguard("S3", "of those to be telephoned after a taken-back yes, who read it is called one who did not")
@pytest.mark.parametrize("is_opened", [True, False])
def test_a_link_that_was_sent_is_not_a_link_that_was_read(sides: Sides, is_opened: bool) -> None:
    case = opened_case(sides)
    consented(sides, case)
    leg = leg_of(case_referred(sides, case, receiver=silent_body(sides)))
    fresh = make_link(by=sides.worker, leg=leg)
    if is_opened:
        assert "packet" in opened(fresh).text
    worker = signed_in(sides.ngo.people[Role.CASEWORKER])
    worker.get(f"/app/r/{leg.code}/?sent=1")  # that we read it ourselves is no reading of theirs
    _take_back(sides, case)
    received = _received(worker, case)
    assert "First opened" in received
    assert ("not opened here" in received) is not is_opened


@pytest.mark.safeguard("S3", "a colleague of the body opened the request in Panah, and the page says that nobody did")
def test_what_a_colleague_there_opened_was_read(sides: Sides) -> None:
    case = opened_case(sides)
    consented(sides, case)
    leg = leg_of(case_referred(sides, case))
    signed_in(sides.clinic.people[Role.CASEWORKER]).get(f"/app/r/{leg.code}/")
    _take_back(sides, case)
    received = _received(signed_in(sides.ngo.people[Role.CASEWORKER]), case)
    assert "First opened" in received
    assert "not opened here" not in received


def _take_back(sides: Sides, case: Case) -> None:
    record_consent(
        by=sides.worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.WITHDRAWN
    )
    end_sharing(by=sides.worker, child=case.child)


def _received(worker: Client, case: Case) -> str:
    text = text_of(worker.get(f"/app/c/{case.code}/consent/"))
    return text.split("Who had received something")[1].split("</section>")[0]

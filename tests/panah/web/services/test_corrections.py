"""What a body corrects through its link: it waits for an editor, who takes over what was read and nothing else."""

import html

import pytest
from django.test import Client

from panah.casework.services.codes import ProposalState
from panah.casework.services.models import Proposal, Provider
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, team
from tests.panah.web.services.test_keeping_true import CORRECTED, asked_about, head, link_to
from tests.panah.web.services.test_views import signed_in, text_of


def read_now(go: str) -> dict[str, str]:
    """The decision of an editor who reads what waits now."""
    return {"go": go, "proposal": str(Proposal.objects.waiting().get().pk)}


@pytest.mark.safeguard("S17", "a telephone is put into the directory by words that no editor has read")
def test_an_editor_takes_over_what_was_read_and_nothing_that_came_meanwhile(sides: Sides, body: Provider) -> None:
    Client().post(link_to(sides, body), CORRECTED)
    seen = read_now("accept")
    Client().post(link_to(sides, body), CORRECTED | {"duty_phone": "+7 000 666"})
    client, page = head(sides), f"/app/providers/{body.code}/changes/"
    text = html.unescape(text_of(client.post(page, seen, follow=True)))
    assert "They wrote anew" in text
    assert "+7 000 666" in text
    body.refresh_from_db()
    assert body.duty_phone == "+7 000 5"


def test_what_a_body_corrects_waits_for_an_editor_who_sees_both(sides: Sides, body: Provider) -> None:
    address = link_to(sides, body)
    nameless = Client().post(address, CORRECTED | {"name_and_post": ""})
    assert "Write your name and post" in html.unescape(text_of(nameless))
    assert "+7 000 6" in text_of(nameless)
    assert "takes it over" in text_of(Client().post(address, CORRECTED))
    body.refresh_from_db()
    assert (body.duty_phone, body.takes_nobody_now) == ("+7 000 5", False)
    assert [timer.kind for timer in asked_about(body.code)] == ["directory_correction"]
    client, page = head(sides), f"/app/providers/{body.code}/changes/"
    text = html.unescape(text_of(client.get(page)))
    for words in ("+7 000 5", "+7 000 6", "Sample, secretary", "Psychological support", "On working days"):
        assert words in text
    client.post(page, read_now("accept"))
    body.refresh_from_db()
    assert (body.duty_phone, body.takes_nobody_now, body.languages) == ("+7 000 6", True, ["kk", "uz"])
    assert (f"{body.opens_at:%H:%M}", body.closes_at, body.opening_days) == ("10:00", None, "working_days")
    assert Proposal.objects.get().state == ProposalState.ACCEPTED
    assert asked_about(body.code) == []
    assert "Uzbek" in text_of(client.get(f"/app/providers/{body.code}/"))


def test_a_correction_may_be_left_and_is_decided_by_who_answers_for_the_entry_alone(
    sides: Sides, body: Provider
) -> None:
    Client().post(link_to(sides, body), CORRECTED)
    page = f"/app/providers/{body.code}/changes/"
    other = signed_in(team("third", Role.HEAD_OF_ORGANISATION).people[Role.HEAD_OF_ORGANISATION])
    assert other.post(page, read_now("accept")).status_code == 302
    assert Proposal.objects.get().state == ProposalState.WAITING
    head(sides).post(page, read_now("decline"))
    assert Proposal.objects.get().state == ProposalState.DECLINED
    body.refresh_from_db()
    assert body.duty_phone == "+7 000 5"

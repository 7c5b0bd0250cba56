"""What a phone sealed at an outing, opened again: nothing of it is refused that somebody could act on."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from panah.casework.concerns.models import Concern, ConcernMessage
from panah.casework.outings import rules
from panah.casework.outings.actions import NotTakenAlong, TooManyFromPhone, say_phone_lost, take_offline
from panah.casework.outings.codes import Doubt
from panah.casework.outings.models import Outing, OutingChild, OutingTally, TakenOffline
from panah.casework.outings.queries import away_of, token_hash
from panah.casework.outings.rules import clock_doubt
from panah.casework.referrals.models import Leg
from panah.foundation.accounts.actions import end_role
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock, vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent, Grant
from panah.foundation.security.sealed import reveal
from panah.web.components.sealed_post import Arrived
from panah.web.outbox.kinds import KINDS
from panah.web.outings.posted import NotWhole, receive_child
from tests.panah.casework.cases.office import SYSTEM, Worker
from tests.panah.casework.outings.group import MORNING, Group, opened
from tests.panah.web.cases.visiting import signed_in, text_of, words_of

A_DAY = timedelta(days=1)


@pytest.fixture
def token(group: Group, outing: Outing) -> str:
    return take_offline(by=group.oraz.actor, outing=outing)


def arrived(token: str, key: str = "item-1", **changes: Any) -> Arrived:
    form: dict[str, list[str]] = {
        "token": [token], "decision": ["refer"], "age_band": ["6_11"], "sex": ["female"], "company": ["alone"],
        "language": ["uz"], "signs": ["not_in_school"], "needs": ["food_and_clothes"], "contact_ok": ["yes"],
        "contact": ["Canarycontact"], "seen": ["Canarysaid"], "csrfmiddlewaretoken": ["old"],
    }  # fmt: skip
    form |= {name: value if isinstance(value, list) else [value] for name, value in changes.items()}
    return Arrived(form, key, MORNING, clock.now())


def test_the_post_knows_this_kind() -> None:
    assert KINDS["outing-child"].receiver is receive_child


def test_what_was_sealed_becomes_a_record_under_the_key_of_its_item(group: Group, outing: Outing, token: str) -> None:
    receipts = {receive_child(arrived(token)).number for _time in range(3)}
    child = OutingChild.objects.get()
    assert receipts == {child.code}
    assert (child.was_sealed, child.recorded_by, child.met_at) == (True, group.oraz.person, MORNING)
    assert TakenOffline.objects.get().came_back == 1


def test_of_who_needed_nothing_the_receipt_names_the_outing(outing: Outing, token: str) -> None:
    assert receive_child(arrived(token, decision="nothing")).number == outing.code
    assert OutingTally.objects.get().count == 1
    assert not Concern.objects.exists()


@pytest.mark.parametrize("wrong", ["", "x" * 32])
def test_without_the_token_nothing_is_taken(outing: Outing, token: str, wrong: str) -> None:
    with pytest.raises(NotTakenAlong):
        receive_child(arrived(wrong))
    with clock.standing_at(MORNING + 3 * A_DAY), pytest.raises(NotTakenAlong):
        receive_child(replace(arrived(token), sealed_at=None))


def test_a_form_without_a_decision_stays_on_the_phone(outing: Outing, token: str) -> None:
    for decision in ("", "invented"):
        with pytest.raises(NotWhole):
            receive_child(arrived(token, decision=decision))
    assert not OutingChild.objects.exists()


def test_what_does_not_fit_is_not_known_and_the_child_is_taken_in(outing: Outing, token: str) -> None:
    signs = ["not_in_school", "no_papers", "works", "begs", "hurt", "hungry", "ill"]
    receive_child(arrived(token, age_band="old", signs=signs, needs=["gone"], contact="", sleeps_tonight="x"))
    child = OutingChild.objects.get()
    assert (child.age_band, child.contact_ok, len(child.signs), child.needs) == ("unknown", "unknown", 6, [])
    receive_child(arrived(token, "item-2", contact="c" * 500))
    assert OutingChild.objects.count() == 2


def test_somebody_urgent_is_handed_over_as_it_was_said(group: Group, outing: Outing, token: str) -> None:
    said = {"provider": group.house.code, "hand_over": "took", "who_took": "Canarywho"}
    receive_child(arrived(token, decision="urgent", **said))
    assert Leg.objects.get().status == "accepted"


@pytest.mark.parametrize("said", [{}, {"provider": "gone", "hand_over": "took", "who_took": "Canarywho"}])
def test_somebody_urgent_of_whom_nobody_can_tell_who_was_asked_goes_to_the_desk(
    outing: Outing, token: str, said: dict[str, str]
) -> None:
    receive_child(arrived(token, decision="urgent", **said))
    assert OutingChild.objects.get().decision == "refer"
    assert Concern.objects.count() == 1
    assert not Leg.objects.exists()


def test_a_phone_whose_clock_is_wrong_by_a_day_is_believed_in_nothing_but_its_own_words(
    outing: Outing, token: str
) -> None:
    wrong = arrived(token)
    receive_child(Arrived(wrong.posted, "a", MORNING + A_DAY, clock.now()))
    receive_child(Arrived(wrong.posted, "b", MORNING - A_DAY, clock.now()))
    receive_child(Arrived(wrong.posted, "c", None, clock.now()))
    rows = OutingChild.objects.order_by("arrived_at")
    found = {clock_doubt(one.met_at, one.arrived_at, outing.starts_at) for one in rows}
    assert found == {Doubt.AHEAD, Doubt.BEHIND, None}


@pytest.mark.parametrize(
    "said", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-11-21T06:00Z", "2025-01-01T00:00Z"]
)
def test_a_clock_that_says_nonsense_breaks_the_page_of_nobody(
    group: Group, outing: Outing, token: str, said: str
) -> None:
    receive_child(Arrived(arrived(token).posted, "a", datetime.fromisoformat(said), clock.now()))
    child = OutingChild.objects.get()
    assert child.met_at == child.arrived_at
    OutingChild.objects.update(met_at=datetime.fromisoformat(said))  # as one stands from before
    for worker in (group.zarina, group.saule):
        client = signed_in(worker)
        assert client.get(reverse("outing", args=[outing.code])).status_code == 200
        assert client.get(reverse("outing-met", args=[outing.code, child.code])).status_code == 200


@pytest.mark.safeguard("S15", "a phone of somebody who left the office sends what it sealed: they get no way in")
def test_whoever_left_the_office_is_marked_and_not_let_in_anew(group: Group, outing: Outing, token: str) -> None:
    end_role(by=replace(SYSTEM, organisation=str(group.organisation.pk)), membership=group.oraz.membership)
    receive_child(arrived(token))
    receive_child(arrived(token, "item-2", decision="nothing"))
    child = OutingChild.objects.get()
    assert child.from_former_member
    assert not Grant.objects.filter(principal=f"person:{group.oraz.person.pk}").exists()
    assert Timer.objects.running().filter(kind=TimerKind.OUTING_LATE).exists()
    assert AuditEvent.objects.filter(verb="outings.record_child_met", organisation=str(outing.organisation_id)).exists()


def messages_of(child: OutingChild, desk: Worker) -> str:
    """As the desk reads them."""
    rows = list(ConcernMessage.objects.filter(concern=child.concern).order_by("written_at", "id"))
    with vault.ring():
        reveal(desk.actor, *rows)
    return "\n".join(row.text for row in rows)


def test_no_word_of_a_sealed_form_is_cut(group: Group, outing: Outing, token: str) -> None:
    long = "".join(f"{number} " for number in range(3_000))
    receive_child(arrived(token, seen=f"{long}Canarylast", contact="7" * 150 + "Canaryfar" + "7" * 150))
    text = messages_of(OutingChild.objects.get(), group.gulnar)
    for word in ("2999 Canarylast", "Canaryfar"):
        assert word in text
    receive_child(arrived(token, "item-2", seen="with\x00out\ud83d", age_band="\x00"))
    assert OutingChild.objects.count() == 2
    receive_child(arrived(token, "item-3", decision="urgent", provider="gone", hand_over="took", who_took="Canarywho"))
    urgent = OutingChild.objects.order_by("arrived_at", "pk").exclude(concern__is_danger_now="unknown").get()
    assert urgent.decision == "refer"
    assert "Canarywho" in messages_of(urgent, group.gulnar)


@pytest.mark.safeguard(
    "S15", "a stolen phone goes on writing in the name of its member: said to be lost, it is heard no more"
)
def test_a_phone_that_is_lost_is_heard_no_more_and_desks_are_warned(group: Group, outing: Outing, token: str) -> None:
    receive_child(arrived(token))
    elsewhere = opened(group)
    other = take_offline(by=group.oraz.actor, outing=elsewhere)
    stays = take_offline(by=group.zarina.actor, outing=outing)
    say_phone_lost(by=group.zarina.actor, outing=outing, person=group.oraz.person)
    for ended in (token, other):
        with pytest.raises(NotTakenAlong):
            receive_child(arrived(ended, "item-2"))
    assert list(Grant.objects.filter(principal__startswith="link:").values_list("principal", flat=True)) == [
        f"link:{token_hash(stays)}"
    ]
    child = OutingChild.objects.get()
    with translation.override(child.concern.language if child.concern else "kk"):
        warned = translation.gettext(
            "The phone from which this came is lost. Ask the mobile group whether its member wrote it, before you act."
        )
    assert warned in messages_of(child, group.gulnar)
    assert not away_of(elsewhere).is_open
    receive_child(arrived(stays, "item-3"))


def test_only_its_owner_and_who_leads_say_that_a_phone_is_lost(group: Group, outing: Outing, token: str) -> None:
    taken = TakenOffline.objects.get()
    where = reverse("outing-lost", args=[outing.code, taken.pk])
    for worker in (group.kamal, group.stranger, group.gulnar):
        assert signed_in(worker).post(where, {"once": "k"}).status_code in (403, 404)
        with pytest.raises(NotPermitted):
            say_phone_lost(by=worker.actor, outing=outing, person=group.oraz.person)
    take_offline(by=group.zarina.actor, outing=outing)
    with pytest.raises(NotPermitted):
        say_phone_lost(by=group.oraz.actor, outing=outing, person=group.zarina.person)
    for worker in (group.saule, group.zarina, group.oraz):
        TakenOffline.objects.update(lost_at=None)
        client = signed_in(worker)
        assert where in text_of(client.get(reverse("outing", args=[outing.code])))
        assert client.get(where).status_code == 200
        assert client.post(where, {"once": "k"}).status_code == 302
        taken.refresh_from_db()
        assert taken.lost_at is not None
        assert client.get(where).status_code == 404


@pytest.mark.safeguard(
    "S15", "a stolen phone rings a shelter for sixty invented children: ten times, the rest is for a desk"
)
def test_a_phone_is_believed_so_often(
    group: Group, outing: Outing, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_URGENT_FROM_A_PHONE", 2)
    monkeypatch.setattr(rules, "MOST_FROM_A_PHONE", 4)
    said = {"provider": group.house.code, "hand_over": "took", "who_took": "Canarywho"}
    for number in range(4):
        receive_child(arrived(token, f"item-{number}", decision="urgent", **said))
    assert (Leg.objects.count(), OutingChild.objects.filter(decision="refer").count()) == (2, 2)
    assert Concern.objects.filter(is_danger_now="yes").count() == 4
    last = OutingChild.objects.filter(decision="refer").first()
    assert last is not None
    assert "Canarywho" in messages_of(last, group.gulnar)
    with pytest.raises(TooManyFromPhone):
        receive_child(arrived(token, "item-4"))
    receive_child(arrived(token, "item-3", decision="urgent", **said))  # sent again: known


def test_what_was_sealed_in_time_is_taken_in_when_it_comes_late(group: Group, outing: Outing, token: str) -> None:
    with clock.standing_at(MORNING + 4 * A_DAY):
        receive_child(replace(arrived(token), sealed_at=MORNING + 2 * A_DAY))
        for said in (None, MORNING + 3 * A_DAY):
            with pytest.raises(NotTakenAlong):
                receive_child(replace(arrived(token, "item-2"), sealed_at=said))
        page = words_of(signed_in(group.zarina).get(reverse("outing", args=[outing.code])))
        assert "came after the days for which the form was taken along" in page
    assert OutingChild.objects.get().is_late
    with clock.standing_at(MORNING + 14 * A_DAY), pytest.raises(NotTakenAlong):
        receive_child(arrived(token, "item-3"))

"""The pages of a mobile group, as its members and their office see them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from panah.casework.concerns.models import Concern
from panah.casework.outings.actions import close_outing
from panah.casework.outings.codes import Decision
from panah.casework.outings.models import Outing, OutingChild, OutingMember, OutingTally, TakenOffline
from panah.foundation.documents.models import Draft
from panah.foundation.security import clock
from tests.panah.casework.outings.group import (
    CANARY,
    MORNING,
    SAID,
    Group,
    child_met,
    handed_on,
    opened,
    urgent,
)
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, words_of

SPOT = {
    "age_band": "6_11", "sex": "female", "company": "alone", "language": "uz", "signs": ["no_papers"], "once": "k",
    "needs": ["food_and_clothes"], "sleeps_tonight": "unknown", "contact_ok": "yes", "contact": CANARY, "seen": SAID,
}  # fmt: skip


@pytest.fixture
def oraz(group: Group) -> Client:
    return signed_in(group.oraz)


@pytest.fixture
def zarina(group: Group) -> Client:
    return signed_in(group.zarina)


def at(name: str, *args: object) -> str:
    return reverse(name, args=args)


def test_an_outing_is_opened_in_the_office(group: Group, zarina: Client) -> None:
    form = {
        "place": group.place.pk, "spot": "Small market", **day("day", MORNING.date()), "hour": "10:00",
        "purpose": "find_children", "leader": str(group.zarina.person.pk), "members": [str(group.oraz.person.pk)],
        "guests": "Juvenile inspector, Police\nDoctor, Clinic", "once": "k",
    }  # fmt: skip
    for _press in range(2):
        answer = zarina.post(at("outing-new"), form)
    outing = Outing.objects.get()
    assert answer.headers["Location"] == at("outing", outing.code)
    assert OutingMember.objects.filter(outing=outing).count() == 4
    page = words_of(zarina.get(at("outing", outing.code)))
    for words in ("Small market", "Oraz", "Doctor, Clinic"):
        assert words in page
    assert outing.code in text_of(zarina.get(at("outing-list")))


def test_a_guest_without_a_body_is_asked_for(group: Group, zarina: Client) -> None:
    page = text_of(zarina.post(at("outing-new"), {"guests": "Doctor", "once": "k"}))
    assert "Write the post, a comma and the body" in page
    assert not Outing.objects.exists()


def test_two_minutes_with_a_child_and_the_next_one(group: Group, outing: Outing, oraz: Client) -> None:
    page = text_of(oraz.get(at("outing-child", outing.code)))
    for word in ('citizenship"', 'status"', 'name="name"'):
        assert word not in page
    answer = oraz.post(at("outing-child", outing.code), SPOT | {"decision": "refer"})
    child = OutingChild.objects.get()
    assert answer.headers["Location"] == at("outing-met", outing.code, child.code)
    met = words_of(oraz.get(at("outing-met", outing.code, child.code)))
    assert CANARY in met
    assert SAID in met
    assert "No migration check was made" in met


@pytest.mark.safeguard("S11", "a contact is typed for a child who needs nothing: it is in no table and no draft")
@pytest.mark.parametrize("decision", ["nothing", "information"])
def test_of_a_child_who_needs_nothing_no_word_is_kept(
    group: Group, outing: Outing, oraz: Client, decision: str
) -> None:
    where = at("outing-child", outing.code)
    assert 'name="writer"' not in text_of(oraz.get(where)).split("on-the-spot")[1].split("</form>")[0]
    assert oraz.post(where, SPOT | {"decision": decision}).headers["Location"] == where
    assert oraz.post(where, SPOT | {"decision": ""}).status_code == 200
    assert oraz.post(at("draft"), SPOT | {"draft_at": where}).status_code == 422
    assert OutingTally.objects.get().count == 1
    assert not Draft.objects.exists()
    stored = repr([list(model._base_manager.values_list()) for model in apps.get_models()])
    assert "Canary" not in stored
    assert not Concern.objects.exists()


def test_somebody_urgent_is_handed_over_with_a_name_and_a_telephone(group: Group, outing: Outing, oraz: Client) -> None:
    where = at("outing-child", outing.code)
    assert "+7 000 000 07 07" in text_of(oraz.get(where))
    page = text_of(oraz.post(where, SPOT | {"decision": "urgent"}))
    assert "Choose who is asked to take the child" in page
    chosen = {"decision": "urgent", "provider": group.house.code, "hand_over": "took", "who_took": "Aliya, on duty"}
    answer = oraz.post(where, SPOT | chosen, follow=True)
    assert "Accepted" in words_of(answer)


def test_one_press_is_one_more_and_is_taken_back(group: Group, outing: Outing, oraz: Client) -> None:
    where = at("outing-count", outing.code)
    for number in range(3):
        assert oraz.post(where, {"kind": "1_5:male", "once": str(number)}).status_code == 302
    oraz.post(at("outing-count-undo", outing.code))
    assert OutingTally.objects.get().count == 2
    assert oraz.post(where, {"kind": "adult:male", "once": "x"}).status_code == 200
    assert OutingTally.objects.get().count == 2


def test_a_hand_over_that_turns_urgent_later(group: Group, outing: Outing, oraz: Client) -> None:
    child = handed_on(group.oraz.actor, outing)
    where = at("outing-hand-over", outing.code, child.code)
    assert "Choose who is asked" in text_of(oraz.post(where, {"once": "k"}))
    form = {"provider": group.house.code, "hand_over": "coming", "who_took": "Aliya", "once": "k"}
    assert oraz.post(where, form).status_code == 302
    assert "Receipt confirmed" in words_of(oraz.get(at("outing-met", outing.code, child.code)))


@pytest.mark.safeguard("S12", "a child is given a card before anybody asked whether it is safe to carry")
def test_a_card_is_there_only_after_a_yes(group: Group, outing: Outing, oraz: Client) -> None:
    child = handed_on(group.oraz.actor, outing)
    where = at("outing-met", outing.code, child.code)
    assert "Write these lines" not in words_of(oraz.get(where))
    oraz.post(at("outing-card", outing.code, child.code), {"is_safe": "unknown", "once": "a"})
    assert "Write these lines" not in words_of(oraz.get(where))
    oraz.post(at("outing-card", outing.code, child.code), {"is_safe": "yes", "once": "b"})
    assert "Write these lines" in words_of(oraz.get(where))


@pytest.mark.safeguard("S11", "a member asks for a citizenship that no rule of the place needs: there is no such page")
def test_there_is_no_question_of_citizenship_that_no_rule_needs(group: Group, outing: Outing, oraz: Client) -> None:
    child = handed_on(group.oraz.actor, outing, urgent(group))
    assert oraz.get(at("outing-citizenship", outing.code, child.code)).status_code == 404
    assert "citizenship" not in words_of(oraz.get(at("outing-met", outing.code, child.code))).lower()


@pytest.mark.safeguard(
    "S11", "a rule of the place needs the citizenship: who wrote the child down answers, nobody else reads"
)
def test_a_citizenship_that_a_rule_needs_is_sealed_from_the_group(
    group: Group, outing: Outing, oraz: Client, zarina: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panah.casework.outings.queries.rule_needs_citizenship", lambda _child: True)
    child = handed_on(group.oraz.actor, outing, urgent(group))
    where = at("outing-citizenship", outing.code, child.code)
    assert oraz.post(where, {"citizenship": "UZ", "once": "k"}).status_code == 302
    assert "Uzbekistan" in words_of(oraz.get(at("outing-met", outing.code, child.code)))
    page = words_of(zarina.get(at("outing-met", outing.code, child.code)))
    assert "Uzbekistan" not in page
    assert "sealed from the other members" in page
    assert zarina.get(where).status_code == 404


def test_two_entries_stand_side_by_side_and_are_one_child(group: Group, outing: Outing, zarina: Client) -> None:
    first = handed_on(group.oraz.actor, outing)
    with clock.standing_at(MORNING + timedelta(minutes=5)):
        second = handed_on(group.zarina.actor, outing, key="form-2")
    assert "Perhaps one child" in words_of(zarina.get(at("outing", outing.code)))
    where = at("outing-same", outing.code, second.code, first.code)
    page = words_of(zarina.get(where))
    assert words_of(zarina.get(where)).count("Written by") == 1
    assert "Zarina" in page
    assert "Oraz" in page
    assert zarina.post(where, {"once": "k"}).status_code == 302
    second.refresh_from_db()
    assert second.same_as == first
    assert "Perhaps one child" not in words_of(zarina.get(at("outing", outing.code)))
    assert zarina.post(at("outing-same-undo", outing.code, second.code), {"once": "u"}).status_code == 302
    second.refresh_from_db()
    assert second.same_as is None


def test_the_page_that_goes_along_holds_a_token_and_no_name(group: Group, outing: Outing, oraz: Client) -> None:
    where = at("outing-offline", outing.code)
    assert oraz.get(where).headers["Location"] == at("outing", outing.code)
    assert oraz.post(at("outing-take", outing.code)).headers["Location"] == where
    page = text_of(oraz.get(where))
    assert 'data-seal="outing-child"' in page
    assert 'name="token" value="' in page
    assert "Oraz" not in page
    taken = TakenOffline.objects.get()
    assert taken.token_hash not in page
    assert "1 member took the form along; 0 said that nothing is left" in words_of(oraz.get(at("outing", outing.code)))
    oraz.post(at("outing-empty", outing.code))
    assert "1 said that nothing is left" in words_of(oraz.get(at("outing", outing.code)))


def test_the_token_of_a_phone_rests_nowhere_in_clear(group: Group, outing: Outing, oraz: Client) -> None:
    oraz.post(at("outing-take", outing.code))
    found = re.search(r'name="token" value="([^"]+)"', text_of(oraz.get(at("outing-offline", outing.code))))
    assert found
    sessions = repr([session.get_decoded() for session in Session.objects.all()])
    assert outing.code in sessions
    assert found.group(1) not in sessions


def test_a_member_is_added_and_taken_out(group: Group, outing: Outing, zarina: Client) -> None:
    where = at("outing-members", outing.code)
    zarina.post(where, {"person": str(group.kamal.person.pk), "once": "a"})
    zarina.post(where, {"post": "Teacher", "body": "School 1", "once": "b"})
    assert "Teacher, School 1" in words_of(zarina.get(where))
    member = OutingMember.objects.get(person=group.kamal.person)
    assert signed_in(group.kamal).get(at("outing", outing.code)).status_code == 200
    zarina.post(at("outing-member-remove", outing.code, member.pk))
    assert signed_in(group.kamal).get(at("outing", outing.code)).status_code == 404


def test_strangers_and_colleagues_who_stay_at_home_find_nothing(group: Group, outing: Outing) -> None:
    for worker in (group.kamal, group.stranger):
        client = signed_in(worker)
        for name in ("outing", "outing-child", "outing-report", "outing-offline"):
            assert client.get(at(name, outing.code)).status_code == 404
    assert signed_in(group.saule).get(at("outing", outing.code)).status_code == 200
    assert signed_in(group.gulnar).get(at("outing", outing.code)).status_code == 403


def test_a_closed_outing_takes_no_child_and_says_so(group: Group, outing: Outing, oraz: Client) -> None:
    close_outing(by=group.zarina.actor, outing=outing, migration_check="not_made")
    for name in ("outing-child", "outing-count", "outing-offline"):
        assert oraz.get(at(name, outing.code)).headers["Location"] == at("outing", outing.code)


def test_numbers_by_place_and_month_count_who_was_written_twice_once(
    group: Group, outing: Outing, zarina: Client, oraz: Client
) -> None:
    handed_on(group.oraz.actor, outing, child_met(signs=("no_papers",)))
    handed_on(group.oraz.actor, outing, urgent(group, sex="male"), "form-2")
    oraz.post(at("outing-child", outing.code), SPOT | {"decision": "nothing", "once": "n"})
    page = words_of(signed_in(group.saule).get(at("outing-numbers")))
    assert "November 2026" in page
    assert " 1 3 1 2 2 1 0 " in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "There was no outing" in words_of(signed_in(group.stranger).get(at("outing-numbers")))


def test_a_wrong_clock_of_a_phone_is_said(group: Group, outing: Outing, zarina: Client) -> None:
    wrong = clock.now() - (MORNING - MORNING.replace(day=17))
    handed_on(group.oraz.actor, outing, child_met(Decision.REFER, met_at=wrong, was_sealed=True))
    page = words_of(zarina.get(at("outing", outing.code)))
    assert "The phone’s clock is behind: our time decides the order" in page
    assert "waited sealed in a phone" in page


def test_the_blank_form_is_the_same_on_screen_and_on_paper(group: Group, oraz: Client) -> None:
    for language in ("kk", "ru"):
        page = text_of(oraz.get(at("outing-child-blank"), {"language": language}))
        assert f'lang="{language}"' in page
        answer: Any = oraz.get(at("outing-child-blank-file"), {"language": language})
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="paper-{language}.pdf"'


def test_today_of_a_member_shows_the_report_to_close(group: Group, zarina: Client) -> None:
    opened(group)
    with clock.standing_at(MORNING):
        page = words_of(zarina.get(at("today")))
    assert "Read the report of the outing, and close it" in page
    assert "Outings not closed: 1" in page
    assert key_in(zarina.get(at("outing-new")))

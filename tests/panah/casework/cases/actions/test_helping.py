"""An organisation that helps sees its own part and nothing of the case (S15)."""

from datetime import timedelta
from typing import Any

import pytest

from panah.casework.cases import actions, queries
from panah.casework.cases.models import Case, DeliveredService, Helper, Note
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import Child
from panah.foundation.accounts.actions import end_role, give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.models import Grant
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.cases.office import NAME, SYSTEM, Office, closed, hired, in_plan, met, opened

ALL_PARTS = ("name", "needs", "goals", "safe_contact", "told", "helpers")


def agree(office: Office, case: Case, decision: ConsentDecision = ConsentDecision.GIVEN, **more: Any) -> None:
    record_consent(
        by=office.aigul.actor, child=case.child, scope="share_with_organisation", decision=decision, given_by="self",
        **more,
    )  # fmt: skip


def let(office: Office, case: Case, **changes: Any) -> Helper:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "organisation": office.other,
        "provider": office.provider,
        "service_types": ("medical",),
        "request": "Canaryrequest: a look at the cough",
        "parts": ("name", "needs"),
    }
    return actions.add_helper(**(usual | changes))


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    agree(office, case)
    return case


def shown(by: Actor, helper: Helper) -> tuple[dict[str, Any], str]:
    """What this actor reads of the part."""
    fresh = Helper.objects.get(pk=helper.pk)
    with ring():
        reveal(by, fresh)
        return fresh.shown, fresh.name


def test_the_lead_lets_a_clinic_help_and_it_is_told_by_code(office: Office, case: Case) -> None:
    helper = let(office, case)
    (part,) = queries.helper_parts(office.lazzat.actor)
    assert part == helper
    told = Notice.objects.get(kind="help_asked")
    assert (told.person, told.subject_code) == (office.lazzat.person, helper.code)
    timer = Timer.objects.running().get(file=helper.file_id)
    assert (timer.organisation, timer.asked_by_person) == (office.other, office.aigul.person)
    assert timer.subject_code == helper.code != case.code


@pytest.mark.safeguard("S15", "a helper opens a case, a child's record or a family through the part that it was given")
def test_a_helper_sees_its_part_and_nothing_of_the_case(office: Office, case: Case) -> None:
    let(office, case)
    lazzat = office.lazzat.actor
    assert not Case.objects.visible_to(lazzat).exists()
    assert not Child.objects.visible_to(lazzat).exists()
    assert not Grant.objects.filter(file__in=[case.file, case.child.file], principal__in=lazzat.principals()).exists()


@pytest.mark.safeguard("S15", "a helper reads a name or a goal that the lead did not tick")
def test_what_was_not_chosen_is_not_there(office: Office, case: Case) -> None:
    in_plan(office, case)
    content, name = shown(office.lazzat.actor, let(office, case, parts=("needs",)))
    assert content["needs"] == ["medical"]
    assert set(content) == {"child", "needs"}
    assert name == ""
    assert "Canarygoal" not in str(content)


def test_everything_that_was_chosen_is_a_copy_under_a_key_of_its_own(office: Office, case: Case) -> None:
    in_plan(office, case)
    helper = let(office, case, parts=ALL_PARTS)
    content, name = shown(office.lazzat.actor, helper)
    assert name == NAME
    assert content["goals"] == [{"service_type": "medical", "goal": "Canarygoal"}]
    assert content["child"]["language"] == "uz"
    assert helper.file_id not in (case.file_id, case.child.file_id)


def test_what_was_looked_at_is_what_is_stored(office: Office, case: Case) -> None:
    sources = queries.sources_of(case, ["needs"])
    seen = queries.copy_of(sources, ["needs"])
    content, _name = shown(office.lazzat.actor, let(office, case, parts=("needs",), seen=seen.digest))
    assert content == seen.content


@pytest.mark.safeguard(
    "S15", "the case changes between the preview and the confirmation, and more is shown than was seen"
)
def test_a_preview_that_is_old_stores_nothing(office: Office, case: Case) -> None:
    seen = queries.copy_of(queries.sources_of(case, ["needs"]), ["needs"]).digest
    in_plan(office, case)
    with pytest.raises(actions.PreviewIsOld):
        let(office, case, parts=("needs",), seen=seen)
    assert not Helper.objects.exists()


@pytest.mark.safeguard("S15", "a child's record is shared with another organisation without any consent")
def test_without_consent_nothing_leaves_the_organisation(office: Office) -> None:
    case = opened(office)
    with pytest.raises(actions.ConsentMissing):
        let(office, case)
    agree(office, case, ConsentDecision.REFUSED)
    with pytest.raises(actions.ConsentMissing):
        let(office, case)


def test_within_ones_own_organisation_a_colleague_helps_without_it(office: Office) -> None:
    case = opened(office)
    with pytest.raises(actions.NotALead):
        let(office, case, organisation=office.organisation, provider=None)
    helper = let(office, case, organisation=office.organisation, provider=None, person=office.nurzhan.person)
    assert list(queries.helper_parts(office.nurzhan.actor)) == [helper]
    assert not Case.objects.visible_to(office.nurzhan.actor).exists()


def test_a_share_never_lasts_longer_than_the_consent(office: Office) -> None:
    case = opened(office)
    ends = clock.today() + timedelta(days=30)
    agree(office, case, expires_on=ends)
    assert let(office, case).until == ends
    assert let(office, case, until=ends - timedelta(days=10)).until == ends - timedelta(days=10)


@pytest.mark.safeguard("S15", "a helper opens its part after the last day that was agreed")
def test_after_the_last_day_the_part_is_shut(office: Office, case: Case) -> None:
    until = clock.today() + timedelta(days=2)
    helper = let(office, case, until=until)
    with clock.standing_at(clock.now() + timedelta(days=2)):
        assert queries.helper_part(office.lazzat.actor, helper.code) == helper
    with clock.standing_at(clock.now() + timedelta(days=3)):
        assert queries.helper_part(office.lazzat.actor, helper.code) is None
        with pytest.raises(NotPermitted):
            actions.record_help(
                by=office.lazzat.actor, helper=helper, service_type="medical", happened_on=clock.today()
            )


@pytest.mark.safeguard("S15", "a helper reads on after the lead has ended the help")
def test_help_that_ended_is_shut_at_once_and_its_words_stay_with_the_lead(office: Office, case: Case) -> None:
    helper = let(office, case)
    actions.write_to_lead(by=office.lazzat.actor, helper=helper, text="Canaryword", happened_on=clock.today())
    actions.end_help(by=office.aigul.actor, helper=helper, reason="no_longer_needed")
    assert queries.helper_part(office.lazzat.actor, helper.code) is None
    assert not Timer.objects.running().filter(file=helper.file_id).exists()
    note = Note.objects.get(helper=helper)
    with ring():
        reveal(office.lazzat.actor, note)
        with pytest.raises(StillSealed):
            _ = note.text
        reveal(office.aigul.actor, note)
    assert note.text == "Canaryword"


def test_what_is_unticked_is_gone_from_there(office: Office, case: Case) -> None:
    helper = let(office, case)
    assert shown(office.lazzat.actor, helper)[1] == NAME
    actions.share_with_helper(by=office.aigul.actor, helper=helper, parts=("needs",))
    assert shown(office.lazzat.actor, helper)[1] == ""


@pytest.mark.safeguard("S15", "a consent is taken back and the helper goes on reading")
def test_a_consent_that_was_taken_back_shuts_the_parts_of_others(office: Office, case: Case) -> None:
    helper = let(office, case)
    inside = let(office, case, organisation=office.organisation, provider=None, person=office.nurzhan.person)
    agree(office, case, ConsentDecision.WITHDRAWN)
    assert actions.stop_sharing_without_consent(by=office.aigul.actor, case=case) == 1
    assert queries.helper_part(office.lazzat.actor, helper.code) is None
    assert queries.helper_part(office.nurzhan.actor, inside.code) == inside


def test_a_service_of_a_helper_counts_for_the_child_under_its_own_organisation(office: Office, case: Case) -> None:
    helper = let(office, case)
    actions.record_help(
        by=office.lazzat.actor, helper=helper, service_type="medical", happened_on=clock.today(), what_was_done="Looked",
        idempotency_key="once",
    )  # fmt: skip
    service = DeliveredService.objects.get()
    assert (service.child, service.organisation, service.file) == (case.child, office.other, helper.file)
    assert not Timer.objects.running().filter(file=helper.file_id).exists()
    told = Notice.objects.get(kind="help_written")
    assert (told.person, told.subject_code) == (office.aigul.person, case.code)


def test_whoever_takes_the_part_has_it_alone(office: Office, case: Case) -> None:
    other = hired(office.other, Role.CASEWORKER, "marat")
    helper = let(office, case)
    assert queries.helper_part(other.actor, helper.code) == helper
    actions.take_part(by=office.lazzat.actor, helper=helper)
    assert queries.helper_part(other.actor, helper.code) is None
    assert Timer.objects.running().get(file=helper.file_id).person == office.lazzat.person


def test_handing_back_closes_the_part_and_tells_the_lead(office: Office, case: Case) -> None:
    helper = let(office, case)
    actions.hand_back(by=office.lazzat.actor, helper=helper, reason="finished", text="All is well")
    helper.refresh_from_db()
    assert (helper.end_reason, queries.is_running(helper)) == ("finished", False)
    assert queries.helper_part(office.lazzat.actor, helper.code) is None
    assert Notice.objects.get(kind="help_ended").person == office.aigul.person


@pytest.mark.safeguard("S15", "a worker changes organisation and takes a helper's part along")
def test_whoever_changes_organisation_takes_no_part_along(office: Office, case: Case) -> None:
    helper = let(office, case)
    actions.take_part(by=office.lazzat.actor, helper=helper)
    moved = actor_of(
        give_role(by=SYSTEM, person=office.lazzat.person, organisation=office.organisation, role=Role.CASEWORKER)
    )
    assert not Helper.objects.visible_to(moved).exists()
    end_role(by=SYSTEM, membership=office.lazzat.membership)
    assert not Grant.objects.filter(principal=f"person:{office.lazzat.person.pk}").exists()


def test_a_new_lead_reads_what_helpers_wrote_and_a_former_one_no_more(office: Office, case: Case) -> None:
    helper = let(office, case)
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    assert queries.helper_of_lead(office.nurzhan.actor, helper.code) == helper
    assert queries.helper_of_lead(office.aigul.actor, helper.code) is None
    assert Timer.objects.running().get(file=helper.file_id).asked_by_person == office.nurzhan.person


def test_the_lead_cannot_write_as_the_helper_nor_the_helper_as_the_lead(office: Office, case: Case) -> None:
    helper = let(office, case)
    with pytest.raises(NotPermitted):
        actions.write_to_lead(by=office.aigul.actor, helper=helper, text="x", happened_on=clock.today())
    with pytest.raises(NotPermitted):
        actions.share_with_helper(by=office.lazzat.actor, helper=helper, parts=ALL_PARTS)
    with pytest.raises(NotPermitted):
        actions.end_help(by=office.lazzat.actor, helper=helper, reason="finished")


def test_two_helpers_see_each_other_only_where_it_was_ticked(office: Office, case: Case) -> None:
    let(office, case)
    colleague = let(
        office, case, organisation=office.organisation, provider=None, person=office.nurzhan.person, parts=("helpers",)
    )
    content, _name = shown(office.nurzhan.actor, colleague)
    assert content["helpers"] == [{"organisation": office.other.code, "service_types": ["medical"]}]
    (clinic,) = [part for part in queries.helpers_of(case) if part.pk != colleague.pk]
    assert "helpers" not in shown(office.lazzat.actor, clinic)[0]


def test_when_the_case_closes_nobody_helps_any_more(office: Office, case: Case) -> None:
    helper = let(office, case)
    met(office, case)
    closed(office, case)
    assert queries.helper_part(office.lazzat.actor, helper.code) is None
    helper.refresh_from_db()
    assert helper.end_reason == "case_closed"

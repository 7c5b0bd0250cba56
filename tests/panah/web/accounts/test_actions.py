import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone

from panah.foundation.accounts.actions import end_role, give_role
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.web.accounts import actions
from panah.web.components import drafts
from tests.panah.web.accounts.office import OTHER_PASSWORD, PASSWORD, SYSTEM, Office, actor_for, client_of, text_of


def test_somebody_new_gets_a_role_in_the_organisation_of_who_adds_and_a_name_to_type(office: Office) -> None:
    by = actor_for(office.head)
    made = [
        actions.invite(
            by=by, display_name="Айгүл Үлгібаева", role=Role.CASEWORKER, language="kk", password=PASSWORD,
            idempotency_key=key,
        )
        for key in ("one", "one", "two")
    ]  # fmt: skip
    assert [person.username for person in made] == ["aigul.u", "aigul.u", "aigul.u2"]
    assert made[0] == made[1] != made[2]
    assert [(row.role, row.organisation) for row in roles_of(made[0])] == [("caseworker", office.organisation)]
    assert made[0].last_login is None


def test_a_role_without_pages_is_not_given(office: Office) -> None:
    with pytest.raises(actions.RoleHasNoRoom):
        actions.invite(
            by=actor_for(office.head), display_name="A", role=Role.LAWYER, language="kk", password=PASSWORD
        )  # fmt: skip
    assert Person.objects.count() == 4


def test_only_heads_and_administrators_add_people(office: Office) -> None:
    with pytest.raises(NotPermitted):
        actions.invite(
            by=actor_for(office.worker), display_name="A", role=Role.CASEWORKER, language="kk", password=PASSWORD
        )  # fmt: skip


def test_ended_access_takes_role_account_and_sessions_and_is_recorded(office: Office) -> None:
    client_of(office.worker)
    client_of(office.head)
    actions.end_access(by=actor_for(office.head), person=office.worker)
    office.worker.refresh_from_db()
    assert not office.worker.is_active
    assert roles_of(office.worker) == []
    assert Session.objects.count() == 1
    assert "accounts.end_access" in AuditEvent.objects.values_list("verb", flat=True)


def test_who_works_elsewhere_too_stays_there(office: Office) -> None:
    give_role(by=SYSTEM, person=office.worker, organisation=office.other, role=Role.CASEWORKER)
    actions.end_access(by=actor_for(office.head), person=office.worker)
    office.worker.refresh_from_db()
    assert office.worker.is_active
    assert [row.organisation for row in roles_of(office.worker)] == [office.other]


@pytest.mark.safeguard(
    "S15", "a former employer signs somebody out at the present one and destroys the texts written there"
)
def test_a_former_employer_has_no_say_any_more(office: Office) -> None:
    once = give_role(by=SYSTEM, person=office.stranger, organisation=office.organisation, role=Role.CASEWORKER)
    end_role(by=SYSTEM, membership=once)
    writer, place = actor_for(office.stranger), drafts.Place("person-new", "new")
    drafts.keep(writer, place, {"text": "two hours of writing"}, "/app/people/new/")
    client_of(office.stranger)
    with pytest.raises(actions.AccessHasEnded):
        actions.end_access(by=actor_for(office.head), person=office.stranger)
    assert Session.objects.count() == 1
    assert drafts.found(writer, place) is not None
    page = text_of(client_of(office.head).get(f"/app/people/{office.stranger.pk}/"))
    assert "Last here" not in page


def test_only_the_texts_of_the_office_that_is_left_are_thrown_away(office: Office) -> None:
    give_role(by=SYSTEM, person=office.worker, organisation=office.other, role=Role.CASEWORKER)
    actors = {one.organisation_id: one for one in map(actor_of, roles_of(office.worker))}
    here, there = actors[office.organisation.pk], actors[office.other.pk]
    kept, gone = drafts.Place("case-new", "new"), drafts.Place("case-contact", "K7Q4-2MX9")
    drafts.keep(there, kept, {"text": "of there"}, "/app/children/new/")
    drafts.keep(here, gone, {"text": "of here"}, "/app/children/new/")
    actions.end_access(by=actor_for(office.head), person=office.worker)
    assert drafts.found(there, kept) is not None
    assert drafts.found(there, gone) is None


def test_a_password_that_opens_another_organisation_is_not_set_from_here(office: Office) -> None:
    give_role(by=SYSTEM, person=office.worker, organisation=office.other, role=Role.CASEWORKER)
    with pytest.raises(actions.WorksElsewhere):
        actions.renew_slip(by=actor_for(office.head), person=office.worker, password=OTHER_PASSWORD)
    office.worker.refresh_from_db()
    assert office.worker.check_password(PASSWORD)


@pytest.mark.parametrize("act", ["renew_slip", "end_access"])
def test_nobody_touches_strangers_or_oneself(office: Office, act: str) -> None:
    more = {"password": OTHER_PASSWORD} if act == "renew_slip" else {}
    for person, refusal in ((office.stranger, NotPermitted), (office.head, actions.NotYourself)):
        with pytest.raises(refusal):
            getattr(actions, act)(by=actor_for(office.head), person=person, **more)
        person.refresh_from_db()
        assert person.is_active
        assert person.check_password(PASSWORD)


def test_a_new_slip_ends_sessions_and_asks_for_a_password_of_ones_own_again(office: Office) -> None:
    client_of(office.worker)
    actions.renew_slip(by=actor_for(office.administrator), person=office.worker, password=OTHER_PASSWORD)
    office.worker.refresh_from_db()
    assert office.worker.last_login is None
    assert office.worker.check_password(OTHER_PASSWORD)
    assert not Session.objects.exists()


def test_no_slip_for_somebody_whose_access_has_ended(office: Office) -> None:
    actions.end_access(by=actor_for(office.head), person=office.worker)
    with pytest.raises(actions.AccessHasEnded):
        actions.renew_slip(by=actor_for(office.head), person=office.worker, password=OTHER_PASSWORD)


def test_only_oneself_chooses_a_password_and_ends_sessions(office: Office) -> None:
    with pytest.raises(NotPermitted):
        actions.choose_password(by=actor_for(office.head), person=office.worker, password=OTHER_PASSWORD)
    with pytest.raises(NotPermitted):
        actions.end_other_sessions(by=actor_for(office.head), person=office.worker, kept="")
    kept, _gone = client_of(office.worker), client_of(office.worker)
    key = kept.session.session_key or ""
    assert actions.end_other_sessions(by=actor_for(office.worker), person=office.worker, kept=key) == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == [key]


def test_each_half_minute_of_an_app_counts_once_and_never_backwards(office: Office) -> None:
    made = timezone.now()
    row = Authenticator.objects.create(user=office.worker, type="totp", data={"secret": "x"}, created_at=made)
    now = int(made.timestamp()) // 30
    used = [
        actions.use_code_of(by=actor_for(office.worker), authenticator=row, period=period)
        for period in (now, now + 1, now + 1, now, now + 2)
    ]
    assert used == [False, True, False, False, True]


def test_the_record_says_whose_access_was_given_renewed_and_ended(office: Office) -> None:
    """Else nobody could find out whose account somebody made a slip for."""
    by = actor_for(office.head)
    actions.renew_slip(by=by, person=office.worker, password=PASSWORD)
    actions.end_access(by=by, person=office.worker)
    acts = AuditEvent.objects.filter(verb__in=["accounts.renew_slip", "accounts.end_access"])
    assert list(acts.order_by("number").values_list("subject_code", flat=True)) == [str(office.worker.pk)] * 2
    shown = client_of(office.head).get("/app/access-log/").content.decode()
    assert shown.count(office.worker.display_name) == 2
    assert str(office.worker.pk) not in shown

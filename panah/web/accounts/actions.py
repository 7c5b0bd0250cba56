"""What changes who may come in: invite, a new slip, the end of access, one's own password and sessions."""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions import release_worker
from panah.casework.referrals.actions import end_links_of
from panah.engines.matching.folding import fold
from panah.foundation.accounts.actions import SLIP_HOLDS, add_person, close_role, give_role
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.accounts.queries import (
    CONFIRMING_ROLES,
    is_witness,
    reads_of_children,
    who_may_confirm,
    who_may_witness,
)
from panah.foundation.clocks.actions import Owner, Shown, start_timer
from panah.foundation.clocks.actions.moving import stop_timers_of_page
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.documents.actions import drop_drafts_of
from panah.foundation.notices.actions import forget_addresses, queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role, roles_with_a_room
from panah.web.accounts.queries import has_second_step, session_keys_of

LONGEST_USERNAME = 40


class NotYourself(Refusal):
    code = "not_yourself"
    sentence = _("You cannot end your own access or give yourself a slip. Ask another head or administrator.")


class AccessHasEnded(Refusal):
    code = "access_has_ended"
    sentence = _("The access of this person has ended. Add the person again.")


class NeedsSecondPerson(Refusal):
    code = "needs_second_person"
    sentence = _("Whoever added a person, or is that person, cannot confirm it. Another supervisor or head does.")


class ConfirmedAlready(Refusal):
    code = "confirmed_already"
    sentence = _("This was confirmed already.")


class WorksElsewhere(Refusal):
    """Who sets a password could use it: the head of one organisation must not come into another by it."""

    code = "works_elsewhere"
    sentence = _("This person works in another organisation too, so you cannot set the password. End the access here.")


class RoleHasNoRoom(Refusal):
    code = "role_has_no_room"
    sentence = _("This role has no pages yet. Choose another one.")


@action(Permission.STAFF_MANAGE, on=None)
def invite(
    *, by: Actor, display_name: str, role: Role, language: str, password: str, idempotency_key: str = ""
) -> Person:
    """Somebody new in one's own organisation, who comes in with the password of a slip and then chooses one."""
    if role not in roles_with_a_room():
        raise RoleHasNoRoom
    organisation = Organisation.objects.get(pk=by.organisation)
    person = add_person(
        by=by, username=_free_username(display_name), display_name=display_name, password=password, language=language,
        slip_until=clock.now() + SLIP_HOLDS,
    )  # fmt: skip
    membership = give_role(by=by, person=person, organisation=organisation, role=role)
    _ask_second_person(by, membership)
    return person


def _ask_second_person(by: Actor, membership: Membership) -> None:
    """Whoever gives a role that reads of children could invent its bearer: somebody else says that there is one.

    For the first leader of an office it is somebody of the installation. Where nobody is there at all the role holds at
    once, since a new office must begin somewhere, and the pages of people say so.
    """
    if not reads_of_children(membership.role):
        return
    involved = (by.id, str(membership.person_id))
    are_here = bool(who_may_confirm(membership.organisation_id, *involved))
    needs_no_witness = are_here or Permission.STAFF_CONFIRM in by.permissions
    witnesses = [] if needs_no_witness else list(who_may_witness(membership.organisation_id, *involved))
    membership.is_confirmed = not are_here and not witnesses
    membership.asked_by, membership.confirmed_by = by.id, ""
    membership.save(update_fields=["is_confirmed", "asked_by", "confirmed_by"])
    if are_here:
        _ask_here(by, membership)
    elif witnesses:
        _ask_beyond(by, membership, witnesses)


def _ask_here(by: Actor, membership: Membership) -> None:
    organisation, code = membership.organisation, membership.person.username[:20]
    _start_asking(by, membership, Owner(organisation), "person-confirm")
    queue_notice(
        by=by, kind=NoticeKind.ROLE_TO_CONFIRM, organisation=organisation, roles=CONFIRMING_ROLES, subject_code=code
    )


def _ask_beyond(by: Actor, membership: Membership, witnesses: list[Membership]) -> None:
    """The clock rests on a head, who has it on Today; administrators find it among their people."""
    head = next((one for one in witnesses if one.role == Role.HEAD_OF_ORGANISATION), None)
    if head is not None:
        _start_asking(by, membership, Owner(head.organisation, head.person), "person-witness")
    for person in {one.person_id: one.person for one in witnesses}.values():
        queue_notice(
            by=by, kind=NoticeKind.ROLE_TO_CONFIRM, person=person, subject_code=membership.person.username[:20]
        )


def _start_asking(by: Actor, membership: Membership, owner: Owner, page: str) -> None:
    start_timer(
        by=by, file=None, kind=TimerKind.ROLE_CONFIRMATION, urgency="normal", owner=owner,
        shown=Shown(membership.person.username[:20], page, str(membership.pk)),
    )  # fmt: skip


@action(Permission.STAFF_CONFIRM, on=None)
def confirm_role(*, by: Actor, membership: Membership) -> Membership:
    """I know this person, and this is what they do here: the role holds from now on."""
    _check_second_person(by, membership)
    return _let_in(by, membership)


def _let_in(by: Actor, membership: Membership) -> Membership:
    membership.is_confirmed, membership.confirmed_by = True, by.id
    membership.save(update_fields=["is_confirmed", "confirmed_by"])
    _stop_asking(by, membership, "confirmed")
    return membership


@action(Permission.STAFF_CONFIRM, on=None)
def refuse_role(*, by: Actor, membership: Membership) -> Membership:
    """Nobody here knows this person in this role: it ends before it has opened anything."""
    _check_second_person(by, membership)
    return _keep_out(by, membership)


@action(Permission.STAFF_MANAGE, on=None)
def witness_role(*, by: Actor, membership: Membership, is_known: bool) -> Membership:
    """Somebody of the installation says whether the first leader of an office is who they seem."""
    if membership.is_confirmed:
        raise ConfirmedAlready
    if by.id in (membership.asked_by, str(membership.person_id)):
        raise NeedsSecondPerson
    if not is_witness(by, membership):
        raise NotPermitted
    return _let_in(by, membership) if is_known else _keep_out(by, membership)


def _keep_out(by: Actor, membership: Membership) -> Membership:
    membership.until = clock.now()
    membership.save(update_fields=["until"])
    _end_sessions(membership.person)
    _stop_asking(by, membership, "refused")
    return membership


def _check_second_person(by: Actor, membership: Membership) -> None:
    if by.organisation_id != membership.organisation_id:
        raise NotPermitted
    if membership.is_confirmed:
        raise ConfirmedAlready
    if by.id in (membership.asked_by, str(membership.person_id)):
        raise NeedsSecondPerson


def _stop_asking(by: Actor, membership: Membership, outcome: str) -> None:
    stop_timers_of_page(
        by=by, kind=TimerKind.ROLE_CONFIRMATION, address_code=str(membership.pk), outcome=outcome
    )  # fmt: skip


def _free_username(display_name: str) -> str:
    """The given name in plain Latin letters, to be typed on any keyboard; with a number where it is taken."""
    words = [word for word in fold(display_name).split() if word.isascii()]
    stem = ".".join([*words[:1], *(word[0] for word in words[1:2])])[:LONGEST_USERNAME] or "person"
    taken = set(Person.objects.filter(username__startswith=stem).values_list("username", flat=True))
    number = 2
    name = stem
    while name in taken:
        name, number = f"{stem}{number}", number + 1
    return name


@action(Permission.STAFF_MANAGE, on=None)
def renew_slip(*, by: Actor, person: Person, password: str) -> Person:
    """A new password for once; where the person is signed in, that ends. The second step stays as it is."""
    _check_colleague(by, person)
    if Membership.objects.valid().filter(person=person).exclude(organisation_id=by.organisation).exists():
        raise WorksElsewhere
    person.set_password(password)
    person.last_login = None  # nobody has come in with a password of one's own: stages.OwnPasswordStage asks for it
    person.slip_until = clock.now() + SLIP_HOLDS
    person.save(update_fields=["password", "last_login", "slip_until"])
    _end_sessions(person)
    if not has_second_step(person):  # whoever holds this slip could come in as this person
        held_here = Membership.objects.valid().filter(person=person, organisation_id=by.organisation, is_confirmed=True)
        for membership in held_here.select_related("person", "organisation"):
            _ask_second_person(by, membership)
    return person


@action(Permission.STAFF_MANAGE, on=None)
def end_access(*, by: Actor, person: Person) -> Person:
    """From the next request on this person is a stranger to the organisation; roles in others are left alone.

    What was led here calls for another lead at once.
    """
    _check_colleague(by, person)
    return close_account(by=by, person=person, organisation=Organisation.objects.get(pk=by.organisation))


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def close_account(*, by: Actor, person: Person, organisation: Organisation) -> Person:
    """Roles, grants, links and sessions end here and now. With the last office goes what lets a person in at all: the
    second step and its recovery codes with it, so that nothing that lies in a drawer opens anything later."""
    for membership in Membership.objects.valid().filter(person=person, organisation=organisation):
        close_role(by=by, membership=membership)
    end_links_of(by=by, person=person, organisation=organisation)
    release_worker(by=by, person=person, organisation=organisation)
    drop_drafts_of(by=by, person=person, organisation=organisation)
    if not Membership.objects.valid().filter(person=person).exists():
        person.is_active = False
        person.save(update_fields=["is_active"])
        Authenticator.objects.filter(user=person).delete()
        forget_addresses(by=by, person=person)
    _end_sessions(person)
    return person


def _check_colleague(by: Actor, person: Person) -> None:
    """Somebody who works here now, or waits to be confirmed here: a former employer has no say any more."""
    if str(person.pk) == by.id:
        raise NotYourself
    here = Membership.objects.filter(person=person, organisation_id=by.organisation)
    if not here.exists():
        raise NotPermitted
    if not here.valid().exists():
        raise AccessHasEnded


@action(Permission.SELF_MANAGE, on=None)
def choose_password(*, by: Actor, person: Person, password: str) -> Person:
    """One's own, known to nobody else."""
    if str(person.pk) != by.id:
        raise NotPermitted
    person.set_password(password)
    person.slip_until = None
    person.save(update_fields=["password", "slip_until"])
    return person


@action(Permission.SELF_MANAGE, on=None)
def end_other_sessions(*, by: Actor, person: Person, kept: str) -> int:
    """Sign this person out everywhere but here."""
    if str(person.pk) != by.id:
        raise NotPermitted
    return _end_sessions(person, kept)


def _end_sessions(person: Person, kept: str = "") -> int:
    keys = [key for key in session_keys_of(person) if key != kept]
    return Session.objects.filter(session_key__in=keys).delete()[0]


@action(Permission.SELF_MANAGE, on=None, is_audited=False)
def use_code_of(*, by: Actor, authenticator: Authenticator, period: int) -> bool:
    """Whether the code of this half minute was still unused; it is used now, in every process that answers."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    made_in = int(row.created_at.timestamp()) // 30
    if period <= max(int(row.data.get("last_period", 0)), made_in):
        return False
    row.data["last_period"] = period
    row.save(update_fields=["data"])
    return True

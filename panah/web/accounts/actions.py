"""What changes who may come in: invite, a new slip, the end of access, one's own password and sessions."""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions import release_worker
from panah.engines.matching.folding import fold
from panah.foundation.accounts.actions import add_person, end_role, give_role
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role, roles_with_a_room
from panah.web.accounts.queries import session_keys_of

LONGEST_USERNAME = 40


class NotYourself(Refusal):
    code = "not_yourself"
    sentence = _("You cannot end your own access or give yourself a slip. Ask another head or administrator.")


class AccessHasEnded(Refusal):
    code = "access_has_ended"
    sentence = _("The access of this person has ended. Add the person again.")


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
        by=by, username=_free_username(display_name), display_name=display_name, password=password, language=language
    )
    give_role(by=by, person=person, organisation=organisation, role=role)
    return person


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
    held = set(Membership.objects.valid().filter(person=person).values_list("organisation_id", flat=True))
    if by.organisation_id not in held:
        raise AccessHasEnded
    if len(held) > 1:
        raise WorksElsewhere
    person.set_password(password)
    person.last_login = None  # nobody has come in with a password of one's own: stages.OwnPasswordStage asks for it
    person.save(update_fields=["password", "last_login"])
    _end_sessions(person)
    return person


@action(Permission.STAFF_MANAGE, on=None)
def end_access(*, by: Actor, person: Person) -> Person:
    """From the next request on this person is a stranger to the organisation; roles in others are left alone.

    What was led here calls for another lead at once.
    """
    _check_colleague(by, person)
    for membership in Membership.objects.valid().filter(person=person, organisation_id=by.organisation):
        end_role(by=by, membership=membership)
    release_worker(by=by, person=person, organisation=Organisation.objects.get(pk=by.organisation))
    if not Membership.objects.valid().filter(person=person).exists():
        person.is_active = False
        person.save(update_fields=["is_active"])
    _end_sessions(person)
    return person


def _check_colleague(by: Actor, person: Person) -> None:
    if str(person.pk) == by.id:
        raise NotYourself
    if not Membership.objects.filter(person=person, organisation_id=by.organisation).exists():
        raise NotPermitted


@action(Permission.SELF_MANAGE, on=None)
def choose_password(*, by: Actor, person: Person, password: str) -> Person:
    """One's own, known to nobody else."""
    if str(person.pk) != by.id:
        raise NotPermitted
    person.set_password(password)
    person.save(update_fields=["password"])
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

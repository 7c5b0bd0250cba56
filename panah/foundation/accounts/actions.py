from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Agreement, DutyArea, Mandate, Membership, Organisation, Person
from panah.foundation.accounts.queries import coordinating_bodies, keeps_installation
from panah.foundation.accounts.rules import Days
from panah.foundation.reference.codes import PlaceKind
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted, Refusal, principal
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.grants import revoke_everywhere, revoke_within
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

SLIP_HOLDS = timedelta(days=7)
"""A slip that lies about opens nothing after a week."""
BY_NAME = (Relation.ONE_OF_TWO, Relation.CREW)
"""Into such files no organisation is let, only people by name."""


@action(Permission.STAFF_MANAGE, on=None)
def add_organisation(
    *, by: Actor, code: str, kind: str, names: dict[str, str], place: Place | None = None, duty_phone: str = ""
) -> Organisation:
    """``names`` holds kk, ru and en."""
    _must_be_job(by)
    return Organisation.objects.create(
        code=code,
        kind=kind,
        name_kk=names["kk"],
        name_ru=names["ru"],
        name_en=names["en"],
        place=place,
        duty_phone=duty_phone,
    )


@action(Permission.STAFF_MANAGE, on=None)
def add_person(
    *, by: Actor, username: str, display_name: str, password: str | None, language: str = "kk", email: str = "",
    slip_until: datetime | None = None,
) -> Person:  # fmt: skip
    """Without a password the person cannot sign in until one is set; one from a slip lets in until ``slip_until``."""
    person = Person(
        username=username, display_name=display_name, language=language, email=email, slip_until=slip_until
    )  # fmt: skip
    person.set_password(password)
    person.save()
    return person


@action(Permission.STAFF_MANAGE, on=None)
def give_role(*, by: Actor, person: Person, organisation: Organisation, role: Role) -> Membership:
    """A role that was ended begins anew. People give roles of their own organisation only."""
    _must_be_own(by, organisation)
    membership, _created = Membership.objects.update_or_create(
        person=person, organisation=organisation, role=role, defaults={"since": clock.now(), "until": None}
    )
    return membership


@action(Permission.STAFF_MANAGE, on=None)
def end_role(*, by: Actor, membership: Membership) -> Membership:
    """The next request of this person already lacks the role; with the last one go the files led there (S15)."""
    _must_be_own(by, membership.organisation)
    return close_role(by=by, membership=membership)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def close_role(*, by: Actor, membership: Membership) -> Membership:
    """The same as a step of an account that ends, which says so itself."""
    membership.until = clock.now()
    membership.save(update_fields=["until"])
    person, organisation = membership.person, membership.organisation
    left = Membership.objects.valid().filter(person=person)
    if not left.filter(organisation=organisation).exists():
        revoke_within(PrincipalKind.PERSON, person.pk, principal(PrincipalKind.ORGANISATION, organisation.pk))
    if not left.exists():  # of who works elsewhere the room of these files knows which are of this organisation
        revoke_everywhere(PrincipalKind.PERSON, person.pk, BY_NAME)
    return membership


def _must_be_job(by: Actor) -> None:
    """Which bodies take part and who answers for which place is set up with the installation, not by one of them."""
    if by.is_person:
        raise NotPermitted


def _must_be_own(by: Actor, organisation: Organisation) -> None:
    if by.is_person and by.organisation != str(organisation.pk):
        raise NotPermitted


@action(Permission.STAFF_MANAGE, on=None)
def answer_for(*, by: Actor, organisation: Organisation, place: Place | None) -> DutyArea:
    """From now on concerns from ``place`` go to ``organisation``; without a place it is the last resort."""
    _must_be_job(by)
    area, _created = DutyArea.objects.update_or_create(place=place, defaults={"organisation": organisation})
    return area


class NoCoordinator(Refusal):
    code = "no_coordinator"
    sentence = _("This body coordinates nothing here. Choose one of the list.")


class NoRegion(Refusal):
    code = "no_region"
    sentence = _("Choose a region of the list, or the whole country.")


class PaperMissing(Refusal):
    code = "paper_missing"
    sentence = _("Write the number of the agreement, as it stands on the paper.")


class DaysTurned(Refusal):
    code = "days_turned"
    sentence = _("The last day cannot lie before the first, and not before today.")


class CoordinatesAlready(Refusal):
    code = "coordinates_already"
    sentence = _("This body coordinates already in these days. End that first, or let the new one begin after it.")


class RegionIsTaken(Refusal):
    code = "region_is_taken"
    sentence = _("Another body coordinates this region in these days. End that first, or choose other days.")


@action(Permission.COORDINATION_KEEP, on=None)
def begin_coordinating(
    *, by: Actor, organisation: Organisation, region: Place | None, since: date, paper: str, until: date | None = None,
    idempotency_key: str = "",
) -> Mandate:  # fmt: skip
    """A body takes part and is told of what is late in its region, or in the country (S13).

    What organisations had agreed with it goes on where it follows its last one in the same region without a day between;
    else they agree anew: they had said yes to something that was over.
    """
    _must_keep_installation(by)
    if not organisation.is_active:
        raise NoCoordinator
    if region is not None and region.kind != PlaceKind.REGION:
        raise NoRegion
    if not paper.strip():
        raise PaperMissing
    if until is not None and until < max(since, clock.today()):
        raise DaysTurned
    _must_be_free(organisation, region, Days(since, until))
    _let_agreements_lapse(organisation, region, since)
    return Mandate.objects.create(
        organisation=organisation, region=region, since=since, until=until, paper=paper.strip()
    )  # fmt: skip


def _must_keep_installation(by: Actor) -> None:
    if by.is_person and not keeps_installation(by):
        raise NotPermitted


def _must_be_free(organisation: Organisation, region: Place | None, days: Days) -> None:
    """Both are locked: of two who write at once the second meets the first one's mandate."""
    Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    if any(days.meet(_days_of(mandate)) for mandate in Mandate.objects.filter(organisation=organisation)):
        raise CoordinatesAlready
    if region is None:
        return
    Place.objects.select_for_update().filter(pk=region.pk).first()
    if any(days.meet(_days_of(mandate)) for mandate in Mandate.objects.filter(region=region)):
        raise RegionIsTaken


def _days_of(mandate: Mandate) -> Days:
    return Days(mandate.since, mandate.last_day)


def _let_agreements_lapse(organisation: Organisation, region: Place | None, since: date) -> None:
    earlier = Mandate.objects.filter(organisation=organisation)
    last = max((one for one in earlier if one.last_day), key=lambda one: one.last_day or since, default=None)
    if last is None or last.last_day is None:
        return
    after = last.last_day + timedelta(days=1)
    if after != since or last.region_id != (region.pk if region else None):
        _end_agreements_with(organisation, after)


def _end_agreements_with(coordinator: Organisation, day: date) -> None:
    Agreement.objects.filter(coordinator=coordinator, ended_on=None).update(ended_on=day)


@action(Permission.COORDINATION_KEEP, on=None)
def end_coordinating(*, by: Actor, mandate: Mandate, idempotency_key: str = "") -> Mandate:
    """From now on this body sees nothing and is told nothing; what organisations had agreed with it ends too."""
    _must_keep_installation(by)
    if mandate.ended_on is None:
        mandate.ended_on = clock.today()
        mandate.save(update_fields=["ended_on"])
        _end_agreements_with(mandate.organisation, mandate.ended_on)
    return mandate


class AgreedInTheFuture(Refusal):
    code = "agreed_in_the_future"
    sentence = _("Write the day on which it was agreed; it cannot lie in the future.")


@action(Permission.AGREEMENT_KEEP, on=None)
def agree(
    *, by: Actor, organisation: Organisation, coordinator: Organisation, agreed_on: date, idempotency_key: str = ""
) -> Agreement:
    """From this day on the coordinating body sees, without names, what of our hand-overs is stuck."""
    _must_be_own(by, organisation)
    if coordinator == organisation or not coordinating_bodies().filter(pk=coordinator.pk).exists():
        raise NoCoordinator
    if agreed_on > clock.today():
        raise AgreedInTheFuture
    agreement, _created = Agreement.objects.update_or_create(
        organisation=organisation, coordinator=coordinator, defaults={"agreed_on": agreed_on, "ended_on": None}
    )
    return agreement


@action(Permission.AGREEMENT_KEEP, on=None)
def end_agreement(*, by: Actor, agreement: Agreement) -> Agreement:
    """From now on the coordinating body sees nothing of ours, and hears of nothing."""
    _must_be_own(by, agreement.organisation)
    if agreement.ended_on is None:
        agreement.ended_on = clock.today()
        agreement.save(update_fields=["ended_on"])
    return agreement


@action(Permission.SELF_MANAGE, on=None, is_audited=False)
def hide_guide(*, by: Actor, hides: bool = True) -> int:
    """The first steps of one's own role no longer stand on Today, or stand there again."""
    rows = Membership.objects.valid().filter(person=by.person_id, organisation=by.organisation_id, role=by.role)
    return rows.update(guide_hidden_at=clock.now() if hides else None)


@action(Permission.SELF_MANAGE, on=None)
def choose_settings(*, by: Actor, person: Person, language: str, theme: str) -> Person:
    """One's own language and theme; nobody sets them for another."""
    if str(person.pk) != by.id:
        raise PermissionError("only one's own settings")
    person.language, person.theme = language, theme
    person.save(update_fields=["language", "theme"])
    return person

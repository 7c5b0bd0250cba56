from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from panah.casework.people import rules
from panah.casework.people.codes import Category, CategoryGround, ConsentDecision, NameKind, Sameness, Standing
from panah.casework.people.models import CategoryDecision, Child, Consent, Name, NameToken
from panah.casework.people.queries import name_key
from panah.casework.people.rules import Birth
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


class BirthInFuture(Refusal):
    code = "birth_in_future"
    sentence = _("This birth date cannot be right: it is in the future or too long ago. Check the year.")


class NameMissing(Refusal):
    code = "name_missing"
    sentence = _("Write the name, in any script.")


class SameIsOneself(Refusal):
    code = "same_is_oneself"
    sentence = _("Both codes already open the same record.")


class BodyMissing(Refusal):
    code = "body_missing"
    sentence = _("Only a competent body can decide this. Choose the body and the date of its decision.")


class DecisionInFuture(Refusal):
    code = "decision_in_future"
    sentence = _("This day is in the future. Check the date.")


class WrongConsentDays(Refusal):
    code = "wrong_consent_days"
    sentence = _("A consent cannot end before it was given, nor be given in the future. Check the dates.")


@dataclass(frozen=True)
class SpokenName:
    """A name as it was said or written; parts only where they are known."""

    full: str
    kind: NameKind = NameKind.AS_SAID
    family: str = ""
    given: str = ""
    patronymic: str = ""


@dataclass(frozen=True)
class Basics:
    """What every page of a child shows instead of the name; each may be unknown."""

    sex: str = "unknown"
    birth: Birth = field(default_factory=Birth)
    age_band: str = "unknown"  # where no year is known
    language: str = "unknown"
    place: Place | None = None


@dataclass(frozen=True)
class ChildDetails:
    """What is known of somebody at the first hour; everything may be unknown."""

    names: tuple[SpokenName, ...] = ()
    sex: str = "unknown"
    birth: Birth = field(default_factory=Birth)
    age_band: str = "unknown"  # where no year is known
    citizenship_group: str = "unknown"
    language: str = "unknown"
    category: Category = Category.UNKNOWN
    place: Place | None = None
    standing: Standing | None = None  # else from the age; unknown age is a child


@action(Permission.WITHIN_ACTION, on=None)
def register_child(*, by: Actor, organisation: Organisation, details: ChildDetails) -> Child:
    """A new record with its own file and key, open to ``organisation``. Never asks for a name, a date or papers."""
    today, birth = clock.today(), details.birth
    if not rules.may_be_born(birth, today):
        raise BirthInFuture
    file = vault.open_file(FileKind.CHILD)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    child = Child.objects.create(
        file=file, code=file.code, standing=details.standing or rules.standing_of(birth, details.age_band, today),
        sex=details.sex, birth_date=birth.day, birth_year=birth.known_year, is_birth_year_about=birth.is_about,
        age_band_at_entry=rules.band_of(birth, details.age_band, today), citizenship_group=details.citizenship_group,
        language=details.language, category=details.category, place=details.place, organisation=organisation,
        registered_at=clock.now(),
    )  # fmt: skip
    names = [name for name in details.names if name.full.strip()]
    for name in names:
        _write_name(child, name)
    _index_names(child, [name.full for name in names])
    return child


@action(Permission.CASE_WORK, on="child")
def correct_basics(*, by: Actor, child: Child, basics: Basics, version: int | None = None) -> Child:
    """What is known better now. Services that were given keep the age and category of their day."""
    if version is not None and version != child.version:
        raise EditedMeanwhile
    birth, came_on = basics.birth, localtime(child.registered_at).date()
    if not rules.may_be_born(birth, clock.today()):
        raise BirthInFuture
    open_sealed(child)
    child.sex, child.language, child.place = basics.sex, basics.language, basics.place
    child.birth_date, child.birth_year, child.is_birth_year_about = birth.day, birth.known_year, birth.is_about
    child.age_band_at_entry = rules.band_of(birth, basics.age_band, came_on)
    child.standing = rules.standing_of(birth, basics.age_band, came_on)
    if birth.day is None:
        child.version += 1  # nothing is sealed anew, and yet the next editor must notice
    child.save()
    return child


@action(Permission.CASE_WORK, on="child")
def add_name(*, by: Actor, child: Child, name: SpokenName, idempotency_key: str = "") -> Name:
    """A further spelling; the earlier ones stay and are found too."""
    if not name.full.strip():
        raise NameMissing
    written = _write_name(child, name)
    _index_names(child, [name.full])
    return written


def _write_name(child: Child, name: SpokenName) -> Name:
    return Name.objects.create(
        file_id=child.file_id, child=child, kind=name.kind, full=name.full, family=name.family, given=name.given,
        patronymic=name.patronymic, written_at=clock.now(),
    )  # fmt: skip


def _index_names(child: Child, names: Iterable[str]) -> None:
    fresh = rules.tokens_of(list(names), name_key())
    known = set(NameToken.objects.filter(child=child).values_list("token", flat=True))
    NameToken.objects.bulk_create([NameToken(child=child, token=token) for token in sorted(fresh - known)])


@action(Permission.CASE_WORK, on="child")
def decide_category(
    *,
    by: Actor,
    child: Child,
    category: Category,
    ground: str,
    body: str = "",
    decided_on: date | None = None,
    idempotency_key: str = "",
) -> CategoryDecision:
    """Dated, with who decided; a status, granted or not, only by a competent body (S6)."""
    day = decided_on or clock.today()
    if day > clock.today():
        raise DecisionInFuture
    if category in rules.DECIDED_BY_A_BODY:
        ground = CategoryGround.DECISION_OF_BODY
    if ground == CategoryGround.DECISION_OF_BODY and body not in code_list("competent_bodies").codes:
        raise BodyMissing
    child.category = category
    child.save(update_fields=["category"])
    return CategoryDecision.objects.create(
        child=child,
        category=category,
        ground=ground,
        body=body,
        decided_on=day,
        written_at=clock.now(),
        decided_by=by.id,
    )


@action(Permission.CASE_WORK, on="child")
def record_consent(
    *,
    by: Actor,
    child: Child,
    scope: str,
    decision: ConsentDecision,
    given_by: str = "",
    given_on: date | None = None,
    expires_on: date | None = None,
    idempotency_key: str = "",
) -> Consent:
    """The word of the latest day holds for a scope; earlier ones stay in sight."""
    today = clock.today()
    if rules.may_last(given_on, expires_on, today):
        raise WrongConsentDays
    return Consent.objects.create(
        child=child, scope=scope, decision=decision, given_by=given_by, given_on=given_on or today, expires_on=expires_on,
        withdrawn_at=clock.now() if decision is ConsentDecision.WITHDRAWN else None, written_at=clock.now(), written_by=by.id,
    )  # fmt: skip


@action(Permission.CASE_WORK, on="child")
def decide_same(*, by: Actor, child: Child, first: Child, sameness: Sameness) -> Child:
    """A person says that ``child`` is ``first``: nothing moves, both codes work, both count as one; it can be undone."""
    if sameness is Sameness.MERGED:
        require(by, Permission.CASE_WORK, first)  # only both records in sight become one piece of work
    first.refresh_from_db(from_queryset=Child.objects.select_for_update())
    root = first.same_as or first
    if root.pk == child.pk:
        raise SameIsOneself
    child.same_as, child.sameness = root, sameness
    child.same_decided_at, child.same_decided_by = clock.now(), by.id
    child.save(update_fields=["same_as", "sameness", "same_decided_at", "same_decided_by"])
    Child.objects.filter(same_as=child).update(same_as=root)
    return child


@action(Permission.CASE_WORK, on="child")
def undo_same(*, by: Actor, child: Child) -> Child:
    """They are two children after all."""
    child.same_as, child.sameness, child.same_decided_at, child.same_decided_by = None, "", None, ""
    child.save(update_fields=["same_as", "sameness", "same_decided_at", "same_decided_by"])
    return child

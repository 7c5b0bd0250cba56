from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from panah.casework.people.codes import Category, ConsentDecision, NameKind, Sameness, Standing
from panah.casework.people.models import CategoryDecision, Child, Consent, Name, NameToken
from panah.casework.people.queries import name_key
from panah.casework.people.rules import Birth, age_band, age_on, is_adult, tokens_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission


class BirthInFuture(Refusal):
    code = "birth_in_future"
    sentence = _("This birth date is in the future. Check the year.")


class SameIsOneself(Refusal):
    code = "same_is_oneself"
    sentence = _("These two codes are one record already.")


class BodyMissing(Refusal):
    code = "body_missing"
    sentence = _(
        "Only a competent body can decide that a child is not a victim. Choose the body and the date of its decision."
    )


@dataclass(frozen=True)
class SpokenName:
    """A name as it was said or written; parts only where they are known."""

    full: str
    kind: NameKind = NameKind.AS_SAID
    family: str = ""
    given: str = ""
    patronymic: str = ""


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
    today = clock.today()
    if details.birth.known_year is not None and details.birth.known_year > today.year:
        raise BirthInFuture
    if details.birth.day is not None and details.birth.day > today:
        raise BirthInFuture
    file = vault.open_file(FileKind.CHILD)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    age = age_on(details.birth, today)
    standing = details.standing or (Standing.ADULT if is_adult(age) or details.age_band == "adult" else Standing.CHILD)
    child = Child.objects.create(
        file=file, code=file.code, standing=standing, sex=details.sex, birth_date=details.birth.day,
        birth_year=details.birth.known_year, is_birth_year_about=details.birth.is_about,
        age_band_at_entry=age_band(age) if age is not None else details.age_band,
        citizenship_group=details.citizenship_group, language=details.language, category=details.category,
        place=details.place, organisation=organisation, registered_at=clock.now(),
    )  # fmt: skip
    for name in details.names:
        _write_name(child, name)
    _index_names(child, [name.full for name in details.names])
    return child


@action(Permission.CASE_WORK, on="child")
def add_name(*, by: Actor, child: Child, name: SpokenName) -> Name:
    """A further spelling; the earlier ones stay and are found too."""
    written = _write_name(child, name)
    _index_names(child, [name.full])
    return written


def _write_name(child: Child, name: SpokenName) -> Name:
    return Name.objects.create(
        file_id=child.file_id, child=child, kind=name.kind, full=name.full, family=name.family, given=name.given,
        patronymic=name.patronymic, written_at=clock.now(),
    )  # fmt: skip


def _index_names(child: Child, names: Iterable[str]) -> None:
    fresh = tokens_of(list(names), name_key())
    known = set(NameToken.objects.filter(child=child).values_list("token", flat=True))
    NameToken.objects.bulk_create([NameToken(child=child, token=token) for token in sorted(fresh - known)])


@action(Permission.CASE_WORK, on="child")
def decide_category(
    *, by: Actor, child: Child, category: Category, ground: str, body: str = "", decided_on: date | None = None
) -> CategoryDecision:
    """Dated, with who decided; a negative decision only by a competent body (S6)."""
    if category is Category.NOT_A_VICTIM and not body:
        raise BodyMissing
    child.category = category
    child.save(update_fields=["category"])
    return CategoryDecision.objects.create(
        child=child, category=category, ground=ground, body=body, decided_on=decided_on or clock.today(),
        written_at=clock.now(), decided_by=by.id,
    )  # fmt: skip


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
) -> Consent:
    """The latest word for a scope holds; earlier ones stay in sight."""
    return Consent.objects.create(
        child=child, scope=scope, decision=decision, given_by=given_by, given_on=given_on, expires_on=expires_on,
        withdrawn_at=clock.now() if decision is ConsentDecision.WITHDRAWN else None, written_at=clock.now(), written_by=by.id,
    )  # fmt: skip


@action(Permission.CASE_WORK, on="child")
def decide_same(*, by: Actor, child: Child, first: Child, sameness: Sameness) -> Child:
    """A person says that ``child`` is ``first``: nothing moves, both codes work, both count as one; it can be undone."""
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
    child.same_as, child.sameness, child.same_decided_at, child.same_decided_by = None, "", None, ""
    child.save(update_fields=["same_as", "sameness", "same_decided_at", "same_decided_by"])
    return child

from dataclasses import dataclass, field

from django.utils.timezone import localtime

from panah.casework.people import rules
from panah.casework.people.actions.families import join_as_registered
from panah.casework.people.actions.indexing import index_names
from panah.casework.people.actions.refusals import BirthInFuture, NameMissing
from panah.casework.people.codes import Category, NameKind, Standing
from panah.casework.people.models import Child, Family, Name
from panah.casework.people.rules import Birth
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@dataclass(frozen=True)
class SpokenName:
    """A name as it was said or written; parts only where they are known."""

    full: str
    kind: NameKind = NameKind.AS_SAID
    family: str = ""
    given: str = ""
    patronymic: str = ""

    @property
    def whole(self) -> str:
        """In one piece; of a document's parts in the order of documents here."""
        return self.full.strip() or " ".join(
            part for part in (self.family, self.given, self.patronymic) if part.strip()
        )


@dataclass(frozen=True)
class SafeContact:
    """How to reach the child without harm, when, and whether a paper with a phone may be in the child's pocket (S12)."""

    contact: str = ""
    method: str = ""
    time: str = ""
    may_carry_card: bool = False


@dataclass(frozen=True)
class Basics:
    """What every page of a child shows instead of the name; each may be unknown. None leaves as it is."""

    sex: str = "unknown"
    birth: Birth = field(default_factory=Birth)
    age_band: str = "unknown"  # where no year is known
    language: str = "unknown"
    place: Place | None = None
    further_languages: tuple[str, ...] | None = None
    has_papers: str | None = None


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
    further_languages: tuple[str, ...] = ()
    has_papers: str = "unknown"
    safe_contact: SafeContact = field(default_factory=SafeContact)
    family: Family | None = None  # of the same organisation: brothers and sisters come together (S8)


@action(Permission.WITHIN_ACTION, on=None)
def register_child(*, by: Actor, organisation: Organisation, details: ChildDetails) -> Child:
    """A new record with its own file and key, open to ``organisation``. Never asks for a name, a date or papers."""
    today, birth, reach = clock.today(), details.birth, details.safe_contact
    if not rules.may_be_born(birth, today):
        raise BirthInFuture
    file = vault.open_file(FileKind.CHILD)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    child = Child.objects.create(
        file=file, code=file.code, standing=details.standing or rules.standing_of(birth, details.age_band, today),
        sex=details.sex, birth_date=birth.day, birth_month=birth.month_text, birth_year=birth.known_year,
        is_birth_year_about=birth.is_about, age_band_at_entry=rules.band_of(birth, details.age_band, today),
        citizenship_group=details.citizenship_group, language=details.language, category=details.category,
        place=details.place, organisation=organisation, further_languages=list(details.further_languages),
        has_papers=details.has_papers, safe_contact=reach.contact, safe_contact_method=reach.method,
        safe_contact_time=reach.time, may_carry_card=reach.may_carry_card, registered_at=clock.now(),
    )  # fmt: skip
    for name in details.names:
        if name.whole:
            _write_name(child, name)
    index_names(by=by, children=[child])
    if details.family is not None:
        join_as_registered(by=by, child=child, family=details.family)
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
    child.birth_month = birth.month_text  # sealed anew each time, so that the next editor notices
    if basics.further_languages is not None:
        child.further_languages = list(basics.further_languages)
    if basics.has_papers is not None:
        child.has_papers = basics.has_papers
    child.age_band_at_entry = rules.band_of(birth, basics.age_band, came_on)
    child.standing = rules.standing_of(birth, basics.age_band, came_on)
    child.save()
    index_names(by=by, children=[child])  # words are found beside the year too
    return child


@action(Permission.CASE_WORK, on="child")
def change_safe_contact(
    *, by: Actor, child: Child, safe_contact: SafeContact, version: int | None = None, idempotency_key: str = ""
) -> Child:
    """How the child may be reached without harm; a card with a phone only where it is safe in the child's pocket."""
    if version is not None and version != child.version:
        raise EditedMeanwhile
    open_sealed(child)
    child.safe_contact, child.safe_contact_method = safe_contact.contact, safe_contact.method
    child.safe_contact_time, child.may_carry_card = safe_contact.time, safe_contact.may_carry_card
    child.save()
    return child


@action(Permission.CASE_WORK, on="child")
def add_name(*, by: Actor, child: Child, name: SpokenName, idempotency_key: str = "") -> Name:
    """A further spelling, as the child says it or as a document has it; the earlier ones stay and are found too."""
    if not name.whole:
        raise NameMissing
    written = _write_name(child, name)
    index_names(by=by, children=[child])
    return written


def _write_name(child: Child, name: SpokenName) -> Name:
    full = name.full if name.full.strip() else name.whole
    return Name.objects.create(
        file_id=child.file_id, child=child, kind=name.kind, full=full, family=name.family, given=name.given,
        patronymic=name.patronymic, written_at=clock.now(),
    )  # fmt: skip

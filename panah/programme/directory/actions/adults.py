from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from panah.engines.matching.folding import fold, sort_key
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind, FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed
from panah.programme.directory import rules
from panah.programme.directory.actions.keeping import note_pairs, write_keys
from panah.programme.directory.codes import Recognition, RecognitionReason, TraineeSector
from panah.programme.directory.models import Adult, Institution
from panah.programme.directory.queries import adults_like, facts_of, known_by, mark_of_phone

PHONE, EMAIL = "directory.adult.phone", "directory.adult.email"


class AdultRefused(Refusal):
    code = "adult_refused"
    sentence = _("Write the name in letters, and choose the sex and the sector.")


class NoTelephone(Refusal):
    code = "no_telephone"
    sentence = _("This is no telephone number. Write it with all its digits, for example +7 701 000 00 00.")


class NobodyLikeThis(Refusal):
    code = "nobody_like_this"
    sentence = _("What you wrote does not fit this person any more. Look at the list again.")


class OfOthers(Refusal):
    code = "of_others"
    sentence = _("Another organisation wrote this person down. Ask it to change the entry.")


class IsForgotten(Refusal):
    code = "is_forgotten"
    sentence = _("This person asked to be forgotten. Nothing is written here any more.")


@dataclass(frozen=True)
class AdultDetails:
    """What is written down of an adult of the public work. ``sex`` may be unknown: nobody has to say it."""

    name: str
    sector: TraineeSector
    sex: str  # code list sex_of_adult
    post: str = ""
    workplace: str = ""
    institution: Institution | None = None
    place: Place | None = None
    languages: Collection[str] = ()
    phone: str = ""
    email: str = ""

    @property
    def facts(self) -> rules.Facts:
        works = self.institution.label("kk") if self.institution else self.workplace
        place = self.place.pk if self.place else ""
        return rules.Facts(self.name, mark_of_phone(self.phone), self.sector, works, place, self.sex)


@action(Permission.ADULT_KEEP, on=None)
def register_adult(
    *, by: Actor, details: AdultDetails, apart_from: Collection[str] = (), idempotency_key: str = ""
) -> Adult:
    """Write somebody down; whoever is known already is given back, and what was not known of them is added.

    ``apart_from`` are the codes of those of whom the writer has said that they are somebody else: that is a decision.
    """
    if not apart_from:
        return recognise_adult(by=by, details=details)
    details = checked(details)
    one_at_a_time()
    found = adults_like(details.facts)
    told_apart = [one for one in found if one.adult.code in apart_from]
    adult = _new(by, details, by.organisation_id)
    note_pairs(by=by, adult=adult, found=found, told_apart=told_apart)
    return adult


@action(Permission.ADULT_KEEP, on=None)
def register_known_adult(*, by: Actor, details: AdultDetails, adult: Adult, idempotency_key: str = "") -> Adult:
    """The writer says: it is this one. It must be one whom the details fit, so that nobody is claimed from the list."""
    details = checked(details)
    if adult.person_id not in {one.adult.pk for one in adults_like(details.facts)}:
        raise NobodyLikeThis
    return meet_adult(by=by, adult=adult, details=details, organisation_id=by.organisation_id)


@action(Permission.WITHIN_ACTION, on=None)
def recognise_adult(*, by: Actor, details: AdultDetails, organisation_id: UUID | None = None) -> Adult:
    """The entry of this adult: an earlier one where the rules are certain, else a new one.

    Whoever may be the same waits as a pair for a person; until then both count. ``organisation_id`` gets to know the adult,
    else that of whoever writes. Nothing that the public is told depends on whether somebody was known.
    """
    details = checked(details)
    one_at_a_time()
    office = organisation_id or by.organisation_id
    found = adults_like(details.facts)
    if found and _is_certain(by, found[0].verdict):
        return meet_adult(by=by, adult=found[0].adult, details=details, organisation_id=office)
    adult = _new(by, details, office)
    note_pairs(by=by, adult=adult, found=found)
    return adult


def _is_certain(by: Actor, verdict: rules.Verdict) -> bool:
    """Of what somebody without an account types, only a telephone that agrees makes it one person: the rest stands in lists."""
    has_account = by.kind in (ActorKind.PERSON, ActorKind.SYSTEM)
    agrees = has_account or RecognitionReason.SAME_TELEPHONE in verdict.reasons
    return verdict.recognition is Recognition.SAME and agrees


@action(Permission.ADULT_KEEP, on="adult")
def change_adult(
    *,
    by: Actor,
    adult: Adult,
    details: AdultDetails,
    version: int,
    is_renamed: bool = False,
    keeps: Collection[str] = (),
) -> Adult:
    """What the entry says from now on. Who turns out to be like somebody else then waits as a pair.

    ``is_renamed``: the person has another name now and stays known by the former; else the former was a slip.
    ``keeps``: "phone" or "email" that is not given stays, since the writer could not read what stands there.
    """
    _unless_forgotten(adult)
    if version != adult.version:
        raise EditedMeanwhile
    details = checked(details)
    if fold(adult.name) != fold(details.name):
        _unless_of_others(by, adult)
    open_sealed(adult)
    phone = details.phone or (adult.phone if "phone" in keeps else "")
    details = replace(details, phone=phone, email=details.email or (adult.email if "email" in keeps else ""))
    given = [name for name, new, old in _contacts(adult, details) if new and new != old]
    if is_renamed and fold(adult.name) != fold(details.name):
        adult.earlier_names = list(dict.fromkeys((*adult.earlier_names, adult.name)))
    adult = _written(by, adult, details)
    if by.organisation_id and given:
        grants.grant_more(adult.file, PrincipalKind.TEAM, by.organisation_id, Relation.KNOWN_TO, given)
    note_pairs(by=by, adult=adult, found=adults_like(facts_of(adult), beside=[adult.person_id]))
    return adult


@action(Permission.ADULT_KEEP, on="adult")
def say_left(*, by: Actor, adult: Adult, has_left: bool, version: int) -> Adult:
    """Left the work, or came back. Who left stands in no list and still counts."""
    _unless_forgotten(adult)
    _unless_of_others(by, adult)
    if version != adult.version:
        raise EditedMeanwhile
    adult.is_active = not has_left
    adult.save(update_fields=["is_active", "version"])
    return adult


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def know_adult(*, by: Actor, adult: Adult, organisation_id: UUID | None, fields: Collection[str] = ()) -> None:
    """An organisation has to do with this adult: its people may change the entry.

    They read a telephone only where they wrote it themselves (``fields``): a name from the common list opens none.
    """
    if organisation_id:
        grants.grant_more(adult.file, PrincipalKind.TEAM, organisation_id, Relation.KNOWN_TO, tuple(fields))


def one_at_a_time() -> None:
    """Two who write one person down in the same moment would both find nobody."""
    Organisation.objects.select_for_update(no_key=True).order_by("code").first()


def _unless_forgotten(adult: Adult) -> None:
    if adult.forgotten_at is not None:
        raise IsForgotten


def _unless_of_others(by: Actor, adult: Adult) -> None:
    """Who only typed a name out of the common list neither renames the person of another organisation nor says that they left."""
    wrote = adult.registered_by_id == by.organisation_id or bool(
        grants.granted_fields(by, [adult.file_id]).get(adult.file_id)
    )
    if by.is_person and not wrote and any(str(other.pk) != by.organisation for other in known_by(adult)):
        raise OfOthers


def checked(details: AdultDetails) -> AdultDetails:
    details = replace(
        details, name=" ".join(details.name.split()), post=details.post.strip(), workplace=details.workplace.strip(),
        phone=details.phone.strip(), email=details.email.strip(),
    )  # fmt: skip
    is_coded = details.sector in set(TraineeSector) and details.sex in code_list("sex_of_adult")
    if not rules.is_a_name(details.name) or not is_coded:
        raise AdultRefused
    if details.phone and not rules.full_phone(details.phone):
        raise NoTelephone
    return replace(details, phone=rules.full_phone(details.phone))


def _new(by: Actor, details: AdultDetails, office: UUID | None) -> Adult:
    adult = _written(by, Adult(registered_at=clock.now(), registered_by_id=office), details)
    know_adult(by=by, adult=adult, organisation_id=office, fields=grants.ALL_FIELDS)
    return adult


def _written(by: Actor, adult: Adult, details: AdultDetails) -> Adult:
    if adult._state.adding:
        adult.file = vault.open_file(FileKind.ADULT)
    fill(adult, details)
    adult.save()
    write_keys(by=by, adult=adult)
    if adult.same_as is not None:
        write_keys(by=by, adult=adult.same_as)
    return adult


def fill(adult: Adult, details: AdultDetails) -> None:
    """What an entry says, by details that were checked. Nothing is saved."""
    adult.code = adult.file.code
    adult.name, adult.sort_key = details.name, sort_key(details.name)
    adult.sex, adult.sector, adult.post = details.sex, details.sector, details.post
    adult.workplace, adult.institution, adult.place = details.workplace, details.institution, details.place
    adult.languages = [code for code in code_list("languages_spoken").codes if code in set(details.languages)]
    adult.phone, adult.phone_mark, adult.email = details.phone, mark_of_phone(details.phone), details.email


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def meet_adult(*, by: Actor, adult: Adult, details: AdultDetails, organisation_id: UUID | None) -> Adult:
    """Somebody who is known already, under the entry that counts. Whoever comes again has not left."""
    adult = Adult.objects.select_for_update(of=("self",)).get(pk=adult.person_id)
    _unless_forgotten(adult)
    open_sealed(adult)
    news = take_over(adult, details) if by.kind in (ActorKind.PERSON, ActorKind.SYSTEM) else []
    if news:
        adult.save(update_fields=[*news, "version"])
    told = [name for name, given, stands in _contacts(adult, details) if given and given == stands]
    know_adult(by=by, adult=adult, organisation_id=organisation_id, fields=told)
    return adult


def take_over(adult: Adult, details: AdultDetails) -> list[str]:
    """What was not known is taken over; what was is left as it stands, for whoever typed now may be wrong. Nothing is saved."""
    news: dict[str, Any] = {
        name: given
        for name in ("post", "workplace", "place", "institution", "phone", "email", "languages")
        if (given := getattr(details, name)) and not getattr(adult, name)
    }
    if adult.sex == "unknown" and details.sex != "unknown":
        news["sex"] = details.sex
    if "phone" in news:
        news["phone_mark"] = mark_of_phone(details.phone)
    if not adult.is_active:
        news["is_active"] = True
    for name, value in news.items():
        setattr(adult, name, list(value) if name == "languages" else value)
    return list(news)


def _contacts(adult: Adult, details: AdultDetails) -> tuple[tuple[str, str, str], ...]:
    """Each sealed field, what is given and what stands."""
    return (PHONE, details.phone, adult.phone), (EMAIL, details.email, adult.email)

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from panah.engines.matching.folding import sort_key
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation, new_code
from panah.foundation.security.permissions import Permission
from panah.programme.directory import rules
from panah.programme.directory.codes import PairState, Recognition, TraineeSector
from panah.programme.directory.models import Adult, AdultKey, AdultPair, Institution
from panah.programme.directory.queries import Found, adults_like, facts_of, mark_of_phone


class AdultRefused(Refusal):
    code = "adult_refused"
    sentence = _("Write the name in letters, and choose the sex and the sector.")


class NoTelephone(Refusal):
    code = "no_telephone"
    sentence = _("This is no telephone number. Write it with all its digits, for example +7 701 000 00 00.")


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
def register_adult(*, by: Actor, details: AdultDetails, idempotency_key: str = "") -> Adult:
    """Write somebody down; whoever is known already is given back, and what was not known of them is added."""
    return recognise_adult(by=by, details=details)


@action(Permission.WITHIN_ACTION, on=None)
def recognise_adult(*, by: Actor, details: AdultDetails, organisation_id: UUID | None = None) -> Adult:
    """The entry of this adult: an earlier one where the rules are certain, else a new one.

    Whoever may be the same waits as a pair for a person; until then both count. ``organisation_id`` gets to know the adult,
    else that of whoever writes. Nothing that the public is told depends on whether somebody was known.
    """
    details = checked(details)
    office = organisation_id or by.organisation_id
    found = adults_like(details.facts)
    if found and found[0].verdict.recognition is Recognition.SAME:
        adult = completed(found[0].adult, details)
        know_adult(by=by, adult=adult, organisation_id=office)
        return adult.same_as or adult
    adult = _written(Adult(registered_at=clock.now(), registered_by_id=office), details)
    know_adult(by=by, adult=adult, organisation_id=office)
    note_pairs(adult, found)
    return adult


@action(Permission.ADULT_KEEP, on="adult")
def change_adult(*, by: Actor, adult: Adult, details: AdultDetails, version: int) -> Adult:
    """What the entry says from now on. Who turns out to be like somebody else then waits as a pair."""
    if version != adult.version:
        raise EditedMeanwhile
    adult = _written(adult, checked(details))
    note_pairs(adult, adults_like(facts_of(adult), beside=[adult.pk]))
    return adult


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def know_adult(*, by: Actor, adult: Adult, organisation_id: UUID | None) -> None:
    """An organisation has to do with this adult: its people may change the entry and call."""
    if organisation_id:
        grants.grant(adult.file, PrincipalKind.TEAM, organisation_id, Relation.KNOWN_TO)


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


def _written(adult: Adult, details: AdultDetails) -> Adult:
    if adult._state.adding:
        adult.file = vault.open_file(FileKind.ADULT)
    fill(adult, details)
    adult.save()
    _write_keys(adult)
    return adult


def fill(adult: Adult, details: AdultDetails) -> None:
    """What an entry says, by details that were checked. Nothing is saved."""
    adult.code = adult.file.code
    adult.name, adult.sort_key = details.name, sort_key(details.name)
    adult.sex, adult.sector, adult.post = details.sex, details.sector, details.post
    adult.workplace, adult.institution, adult.place = details.workplace, details.institution, details.place
    adult.languages = [code for code in code_list("languages_spoken").codes if code in set(details.languages)]
    adult.phone, adult.phone_mark, adult.email = details.phone, mark_of_phone(details.phone), details.email


def completed(adult: Adult, details: AdultDetails) -> Adult:
    """What was not known is taken over; what was is left as it stands, for whoever typed now may be wrong."""
    news = {
        name: given
        for name in ("post", "workplace", "place", "institution")
        if (given := getattr(details, name)) and not getattr(adult, name)
    }
    if adult.sex == "unknown" and details.sex != "unknown":
        news["sex"] = details.sex
    if details.phone and not adult.phone_mark:
        news |= {"phone": details.phone, "phone_mark": mark_of_phone(details.phone)}
    for name, value in news.items():
        setattr(adult, name, value)
    if news and not adult._state.adding:
        adult.save()
    return adult


def _write_keys(adult: Adult) -> None:
    wanted = rules.keys_of(adult.name)
    rows = AdultKey.objects.filter(adult=adult)
    rows.exclude(key__in=wanted).delete()
    known = set(rows.values_list("key", flat=True))
    AdultKey.objects.bulk_create([AdultKey(adult=adult, key=key) for key in sorted(wanted - known)])


def note_pairs(adult: Adult, found: Collection[Found]) -> None:
    """Each pair is asked of once: what a person has decided stays decided."""
    for one in found:
        first, second = sorted((adult, one.adult), key=lambda entry: (entry.registered_at, entry.pk.hex))
        AdultPair.objects.get_or_create(
            first=first,
            second=second,
            defaults={
                "code": new_code(),
                "thought": one.verdict.recognition,
                "reasons": [reason.value for reason in one.verdict.reasons],
                "state": PairState.OPEN,
                "found_at": clock.now(),
            },
        )

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from panah.engines.matching.folding import fold, sort_key
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.directory.codes import Basis, Part
from panah.programme.directory.models import Institution, Responsibility
from panah.programme.directory.rules import numbers_in


class InstitutionRefused(Refusal):
    code = "institution_refused"
    sentence = _("Write the name in at least one language, and choose the kind.")


class InstitutionIsThere(Refusal):
    code = "institution_is_there"
    sentence = _("An institution of this kind and name is there already at this place.")


class ResponsibilityRefused(Refusal):
    code = "responsibility_refused"
    sentence = _("Choose the stage and the part, name the paper it stands in, and let it end no sooner than it begins.")


class LawIsContent(Refusal):
    code = "law_is_content"
    sentence = _(
        "What the law says stands in the matrix already and is changed by nobody here. Choose agreement or practice."
    )


class EndsBeforeItBegan(Refusal):
    code = "ends_before_it_began"
    sentence = _("Its last day lies before its first. Check both.")


class SaidAlready(Refusal):
    code = "said_already"
    sentence = _("This is said of the institution already.")


@dataclass(frozen=True)
class InstitutionDetails:
    kind: str  # code list organisation_kinds
    name_kk: str = ""
    name_ru: str = ""
    name_en: str = ""
    place: Place | None = None
    phone: str = ""
    post: str = ""
    organisation: Organisation | None = None

    @property
    def names(self) -> tuple[str, str, str]:
        return self.name_kk.strip(), self.name_ru.strip(), self.name_en.strip()


@action(Permission.STAKEHOLDER_KEEP, on=None)
def add_institution(*, by: Actor, details: InstitutionDetails, idempotency_key: str = "") -> Institution:
    """A new institution, once at its place under whatever spelling."""
    Organisation.objects.select_for_update(no_key=True).order_by("code").first()  # two at once would both be the first
    return _written(Institution(brought_by_id=by.organisation_id), details)


@action(Permission.STAKEHOLDER_KEEP, on="institution")
def change_institution(
    *, by: Actor, institution: Institution, details: InstitutionDetails, version: int
) -> Institution:
    if version != institution.version:
        raise EditedMeanwhile
    institution.version += 1
    institution.brought_by_id = institution.brought_by_id or by.organisation_id
    return _written(institution, details)


@action(Permission.STAKEHOLDER_KEEP, on="institution")
def say_closed(*, by: Actor, institution: Institution, is_closed: bool, version: int) -> Institution:
    """It is no longer there, or is there again. What it was responsible for is in no matrix while it is closed."""
    if version != institution.version:
        raise EditedMeanwhile
    institution.is_active, institution.version = not is_closed, institution.version + 1
    institution.save(update_fields=["is_active", "version"])
    return institution


@action(Permission.STAKEHOLDER_KEEP, on=None)
def give_responsibility(
    *, by: Actor, institution: Institution, stage: str, part: Part, basis: Basis, source: str, note: str = "",
    since: date | None = None, until: date | None = None, idempotency_key: str = "",
) -> Responsibility:  # fmt: skip
    """What the institution does in one stage, as one's own organisation knows it: of whosever institution.

    It needs its paper: a matrix without sources convinces nobody.
    """
    Institution.objects.select_for_update(no_key=True).get(
        pk=institution.pk
    )  # of two at once the second sees the first
    if basis is Basis.LAW:
        raise LawIsContent
    is_known = stage in code_list("nrm_stages") and part in set(Part) and basis in set(Basis)
    if not is_known or not source.strip() or (since and until and until < since):
        raise ResponsibilityRefused
    if _is_said(institution, stage, part, basis, since, until):
        raise SaidAlready
    try:
        with transaction.atomic():
            return Responsibility.objects.create(
                institution=institution, stage=stage, part=part, basis=basis, source=source.strip(), note=note.strip(),
                since=since, until=until, brought_by_id=by.organisation_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise SaidAlready from error


@action(Permission.STAKEHOLDER_KEEP, on="responsibility")
def end_responsibility(*, by: Actor, responsibility: Responsibility, until: date) -> Responsibility:
    """It holds until this day and no longer; what was stays readable."""
    if responsibility.since is not None and until < responsibility.since:
        raise EndsBeforeItBegan
    responsibility.until = until
    responsibility.save(update_fields=["until"])
    return responsibility


@action(Permission.STAKEHOLDER_KEEP, on="responsibility")
def take_responsibility(*, by: Actor, responsibility: Responsibility) -> None:
    """It was written by mistake. What has ended gets its last day instead."""
    Responsibility.objects.filter(pk=responsibility.pk).delete()


def _is_said(
    institution: Institution, stage: str, part: Part, basis: Basis, since: date | None, until: date | None
) -> bool:
    """The same is said for some day of these."""
    rows = Responsibility.objects.filter(institution=institution, stage=stage, part=part, basis=basis)
    if until is not None:
        rows = rows.filter(Q(since=None) | Q(since__lte=until))
    if since is not None:
        rows = rows.filter(Q(until=None) | Q(until__gte=since))
    return rows.exists()


def _written(institution: Institution, details: InstitutionDetails) -> Institution:
    names = details.names
    if details.kind not in code_list("organisation_kinds") or not any(fold(name) for name in names):
        raise InstitutionRefused
    if _is_there(institution, details):
        raise InstitutionIsThere
    institution.kind, institution.place = details.kind, details.place
    institution.name_kk, institution.name_ru, institution.name_en = names
    institution.phone, institution.post = details.phone.strip(), details.post.strip()
    institution.organisation = details.organisation
    words = dict.fromkeys(word for name in names for word in fold(name).split())
    institution.search_key = "".join(f" {word}" for word in words)
    institution.sort_key = sort_key(institution.label("kk"))
    institution.save()
    return institution


def _is_there(institution: Institution, details: InstitutionDetails) -> bool:
    ours = {_folded(name) for name in details.names if name}
    others = Institution.objects.filter(kind=details.kind, place=details.place).exclude(pk=institution.pk)
    written = others.values_list("name_kk", "name_ru", "name_en")
    return any(ours & {_folded(name) for name in names if name} for names in written)


def _folded(name: str) -> tuple[str, frozenset[str]]:
    return fold(name), numbers_in(name)

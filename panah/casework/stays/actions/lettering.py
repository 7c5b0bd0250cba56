"""Papers of a house under a number of the office: of a guest in the file of the stay, of a month in a file of the house."""

from panah.casework.services.actions import OfAnotherOrganisation
from panah.casework.services.models import Provider
from panah.casework.stays.actions.refusals import NotAnswered
from panah.casework.stays.codes import HousePaper
from panah.casework.stays.models import Stay
from panah.foundation.documents.actions import issue_letter, keep_copy
from panah.foundation.documents.models import Letter
from panah.foundation.security import grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission

RECIPIENTS = {HousePaper.ADMISSION: "house", HousePaper.EXIT: "child"}
"""The admission stays in the house. What a guest takes along names no body and is checked by no stranger (S12)."""


@action(Permission.STAY_VIEW, on="stay")
def write_guest_letter(
    *, by: Actor, stay: Stay, kind: HousePaper, language: str, text: str, idempotency_key: str = ""
) -> Letter:
    """The admission of a guest, or the letter that they take along; a copy with its hash stays in the file of the stay."""
    if kind not in RECIPIENTS or (kind is HousePaper.EXIT and stay.left_at is None):
        raise NotAnswered
    return issue_letter(
        by=by, record=stay, subject_code=stay.code, kind=kind, language=language, text=text, recipient=RECIPIENTS[kind]
    )


@action(Permission.STAY_VIEW, on="provider")
def write_month_letter(*, by: Actor, provider: Provider, language: str, text: str, idempotency_key: str = "") -> Letter:
    """A month as it was reported: counted anew next time, while this one stays as it left."""
    if provider.organisation_id != by.organisation_id:
        raise OfAnotherOrganisation
    known = Letter.objects.filter(kind=HousePaper.MONTH, subject_code=provider.code)
    return issue_letter(
        by=by, record=known.select_related("file").first() or Letter(file=_file_of(provider)), subject_code=provider.code,
        kind=HousePaper.MONTH, language=language, text=text, recipient="body",
    )  # fmt: skip


def _file_of(provider: Provider) -> File:
    """Opened with the first month: what a house reports is of nobody, so it lies in nobody's file."""
    file = vault.open_file(FileKind.HOUSE)
    grants.grant(file, PrincipalKind.ORGANISATION, provider.organisation_id, Relation.HOUSE)
    return file


@action(Permission.STAY_VIEW, on="letter")
def keep_house_letter(*, by: Actor, letter: Letter, pdf: bytes) -> Letter:
    """What came out of the press: the first copy is the one that left."""
    if letter.kind not in list(HousePaper) or letter.organisation_id != by.organisation_id:
        raise OfAnotherOrganisation
    return keep_copy(by=by, letter=letter, pdf=pdf)

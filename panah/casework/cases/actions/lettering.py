from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.refusals import NotThisCase
from panah.casework.cases.codes import LetterKind, LetterRecipient
from panah.casework.cases.models import Case
from panah.casework.cases.rules import fit_for_letter
from panah.casework.people.models import Child, Relative
from panah.casework.people.queries import may_act_for
from panah.foundation.documents.actions import issue_letter, keep_copy, keep_translation, withdraw_letters
from panah.foundation.documents.models import Letter, Translation
from panah.foundation.documents.rules import SaidOfText
from panah.foundation.reference.codes import country_label
from panah.foundation.security.access import Actor, Denied, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

HERE = "KZ"
READERS = ("kk", "ru", "en", "uz", "ky", "tg")  # in whose languages there are letters
FOR_TEAM = frozenset({LetterKind.ASSESSMENT_SUMMARY, LetterKind.TRANSFER_FORM})


class NotForThisAdult(Refusal):
    code = "not_for_this_adult"


class NotForThem(Refusal):
    code = "not_for_them"
    sentence = _("This paper is not made for them. Choose again whom it is for.")


class NotSafeToCarry(Refusal):
    code = "not_safe_to_carry"
    sentence = _("Then no card is made. Tell the first name and the phone by word of mouth, and where to find you.")


class TellsTooMuch(Refusal):
    code = "tells_too_much"
    sentence = _(
        "The text tells where the family lives or works, or its citizenship or status. Take it out: no paper holds that."
    )


@action(Permission.CASE_WORK, on="case")
def write_letter(
    *,
    by: Actor,
    case: Case,
    kind: LetterKind,
    language: str,
    text: str,
    recipient: LetterRecipient,
    relative: Relative | None = None,
    is_safe_to_carry: bool = False,
    idempotency_key: str = "",
) -> Letter:
    """A paper for the child, a safe adult (S3) or other specialists; a copy with its hash stays in the file of the case."""
    _must_be_for(case, kind, recipient, relative)
    if kind is LetterKind.CHILD_CARD:
        _must_be_safe_to_carry(case, is_safe_to_carry)
    if not fit_for_letter(text, _never_told(case)):
        raise TellsTooMuch
    return issue_letter(
        by=by, record=case, subject_code=case.code, kind=kind, language=language, text=text, recipient=recipient
    )


@action(Permission.CASE_WORK, on="case")
def say_of_texts(*, by: Actor, case: Case, said: Sequence[SaidOfText]) -> list[Translation]:
    """How texts of a case stand on its papers in another language. A translation tells no more than a letter may."""
    if not fit_for_letter("\n".join(one.words for one in said), _never_told(case)):
        raise TellsTooMuch
    return [keep_translation(by=by, record=case, said=one) for one in said]


@action(Permission.CASE_WORK, on="letter")
def keep_printed(*, by: Actor, letter: Letter, pdf: bytes) -> Letter:
    """What came out of the press: the first copy is the one that left, whoever prints it again."""
    return keep_copy(by=by, letter=letter, pdf=pdf)


@action(Permission.CASE_WORK, on="letter")
def withdraw_letter(*, by: Actor, letter: Letter, idempotency_key: str = "") -> Letter:
    """It holds no more: it is printed no further, and whoever checks its number is told. Nothing of it is deleted."""
    withdraw_letters(by=by, letters=Letter.objects.filter(pk=letter.pk))
    letter.refresh_from_db()
    return letter


def _must_be_for(case: Case, kind: LetterKind, recipient: LetterRecipient, relative: Relative | None) -> None:
    if (kind in FOR_TEAM) != (recipient is LetterRecipient.TEAM):
        raise NotForThem
    if (recipient is LetterRecipient.RELATIVE) != (relative is not None):
        raise NotForThem
    if kind is LetterKind.CHILD_CARD and recipient is not LetterRecipient.CHILD:
        raise NotForThem
    if relative is None:
        return
    if relative.family_id is None or relative.family_id != case.child.family_id:
        raise NotThisCase
    relative.refresh_from_db()  # as it is now: the page may have been open when the adult became suspected
    verdict = may_act_for(relative, case.child)
    if isinstance(verdict, Denied):
        raise NotForThisAdult(verdict.reason)


def _must_be_safe_to_carry(case: Case, is_safe: bool) -> None:
    """Asked each time, and no unless somebody says yes (S12)."""
    if not is_safe:
        raise NotSafeToCarry
    child = case.child
    child.refresh_from_db(from_queryset=Child.objects.select_for_update())
    child.may_carry_card = True
    child.save(update_fields=["may_carry_card", "version"])  # whoever changes how to reach the child is told


def _never_told(case: Case) -> list[str]:
    """What is known of home, work and status of the family: no paper may hold it, whoever typed it."""
    family = case.child.family
    if family is None:
        return []
    relatives = list(Relative.objects.filter(family=family))
    open_sealed(family, *relatives, only=("home", "citizenship", "migration_status", "workplace"))
    told = [family.home]
    for one in relatives:
        told += [*_names_of_country(one.citizenship), one.migration_status, one.workplace]
    return [text for text in told if text]


def _names_of_country(citizenship: str) -> list[str]:
    """It rests as a code; whoever writes of it writes its name. Our own country is no secret."""
    return [country_label(citizenship, language) for language in READERS] if citizenship not in ("", HERE) else []

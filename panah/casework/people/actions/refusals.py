"""The ways in which this room says no: each with a sentence for whoever reads it."""

from django.utils.translation import gettext_lazy as _

from panah.casework.people.models import Child, Relative
from panah.casework.people.queries import may_act_for
from panah.foundation.security.access import Denied, Refusal


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


class SpeakerMissing(Refusal):
    code = "speaker_missing"
    sentence = _("Say who agreed: the child, the grown person, or a safe adult of the family.")


class NotInTheLists(Refusal):
    code = "not_in_the_lists"
    sentence = _("Choose from the lists: for what, whose yes is needed, and how it was given.")


class WrongConsentDays(Refusal):
    code = "wrong_consent_days"
    sentence = _("A consent cannot end before it was given, nor be given in the future. Check the dates.")


class AdultNotSafe(Refusal):
    """S3. The sentence says which of the ways it is."""

    code = "adult_not_safe"
    sentence = _("Nobody has decided yet whether this adult is safe. Decide it first.")


class AdultNotNamed(Refusal):
    code = "adult_not_named"
    sentence = _(
        "An adult who decides for the child must stand in the family first, marked as safe. Choose the adult there."
    )


class CaregiverMissing(Refusal):
    code = "caregiver_missing"
    sentence = _(
        "At this age an adult who is safe must agree too. Choose the adult. If there is none, ask the guardianship body; "
        "help does not wait for it."
    )


class NotOfThisFamily(Refusal):
    code = "not_of_this_family"
    sentence = _("This adult does not belong to the family of this child.")


class NotOwnFamily(Refusal):
    code = "not_own_family"
    sentence = _("A family file is kept in one organisation. Choose a family of your own organisation.")


class HasFamily(Refusal):
    code = "has_family"
    sentence = _("This child has a family file already. Take the child out of it first.")


class HasNoFamily(Refusal):
    code = "has_no_family"
    sentence = _("This child has no family file.")


class GroundMissing(Refusal):
    code = "ground_missing"
    sentence = _("Say on which ground, and in a few words why.")


class AnotherPersonNeeded(Refusal):
    code = "another_person_needed"
    sentence = _("Nobody has confirmed what you decided before. If it is still needed, another person decides it.")


class SecondPersonNeeded(Refusal):
    code = "second_person_needed"
    sentence = _("Whoever decided cannot confirm it. Another person must look at it.")


class AnsweredAlready(Refusal):
    code = "answered_already"
    sentence = _("Somebody has already answered this.")


class WhyNotToldMissing(Refusal):
    code = "why_not_told_missing"
    sentence = _("Say why the child or the guardian was not told.")


def must_be_able_to_act(relative: Relative, child: Child) -> None:
    """An adult of this child's family who is safe; anybody else decides nothing (S3)."""
    if relative.family_id != child.family_id:
        raise NotOfThisFamily
    verdict = may_act_for(relative, child)
    if isinstance(verdict, Denied):
        raise AdultNotSafe(verdict.reason)

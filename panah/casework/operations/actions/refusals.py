"""What the acts of a night say no with, each as a sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.operations.codes import ArrivalStep
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal


class NotOneOfTheTwo(Refusal):
    code = "not_one_of_the_two"
    sentence = _("Choose another person who may do this here: two are needed, and they are not the same.")


class DayNotPossible(Refusal):
    code = "day_not_possible"
    sentence = _("Choose a day from today on, at most four months ahead.")


class PlacesMissing(Refusal):
    code = "places_missing"
    sentence = _("Say how many places may be needed: between 1 and 300.")


class ForTheOtherToConfirm(Refusal):
    code = "for_the_other_to_confirm"
    sentence = _("The other person confirms it, not the one who made it.")


class NotConfirmed(Refusal):
    code = "not_confirmed"
    sentence = _("The other person has not confirmed it. Call them, or begin a night without it.")


class IsOver(Refusal):
    code = "is_over"
    sentence = _("This has ended already. Nothing was changed.")


class NobodyNamed(Refusal):
    code = "nobody_named"
    sentence = _("Name at least one person who works tonight.")


class NightIsClosed(Refusal):
    code = "night_is_closed"
    sentence = _("This night is closed. What was written stays as it was.")


class NoSuchBand(Refusal):
    code = "no_such_band"
    sentence = _("This is no number of a band. Look again, or write a number of up to three digits by hand on a band.")


class BandIsWorn(Refusal):
    code = "band_is_worn"
    sentence = _("Somebody wears this number already. What you typed is kept; look at both, and take another band.")

    @classmethod
    def by_whom(cls, who: str) -> "BandIsWorn":
        """With what was entered before, so that both can be compared."""
        known = gettext("Entered before under this number: %(who)s.") % {"who": who}
        return cls(f"{cls.sentence} {known}")


class UnknownAnswer(Refusal):
    code = "unknown_answer"
    sentence = _("One of the answers is not in the lists. Choose again.")


class ComesLater(Refusal):
    code = "comes_later"
    sentence = _("This hour has not come yet. Choose one that lies before now.")


class FirstTheseSteps(Refusal):
    code = "first_these_steps"
    sentence = _("First food, drink and rest.")

    @classmethod
    def missing(cls, steps: Iterable[ArrivalStep]) -> "FirstTheseSteps":
        words = ", ".join(code_list("arrival_steps").labels(list(steps)))
        first = gettext("Before any talk is still missing: %(steps)s.") % {"steps": words}
        return cls(f"{first} {gettext('Or write why it cannot wait; it stands there under your name.')}")


class NotAChild(Refusal):
    code = "not_a_child"
    sentence = _("This is for children. Of an adult nobody reports a concern.")


class NotAnAdult(Refusal):
    code = "not_an_adult"
    sentence = _("This is for adults. Whoever is not known to be grown is a child: first say the age.")


class TooManyInFamily(Refusal):
    code = "too_many_in_family"
    sentence = _("One concern names at most nine children. Part the group in two.")


class HasNextStep(Refusal):
    code = "has_next_step"
    sentence = _("What follows was decided already. Nothing was changed.")


class NoSafeAdult(Refusal):
    code = "no_safe_adult"
    sentence = _("No adult of this group was found to be safe. Decide that first, or choose another answer.")


class NotUnderOneRoof(Refusal):
    code = "not_under_one_roof"
    sentence = _("Children sleep in this house. An adult may sleep here once somebody decided that this adult is safe.")


class AskTheHouse(NotUnderOneRoof):
    """Its own guests: of them nobody in the night decided anything."""

    code = "ask_the_house"
    sentence = _(
        "Adults sleep in this house already. Call it: if it says that each of them is safe for children, tick that below. "
        "Or choose another house."
    )


class FirstThePlaceBack(Refusal):
    code = "first_the_place_back"
    sentence = _("A place is held for this person. First take the place back, then change the age.")


class NoPlaceHeld(Refusal):
    code = "no_place_held"
    sentence = _("No place is held any more. Reserve a bed in the usual way, or telephone another house.")


class YesMissing(Refusal):
    code = "yes_missing"
    sentence = _("An adult decides. Help begins with their yes; food and a doctor do not wait for it.")


class WhoMissing(Refusal):
    code = "who_missing"
    sentence = _("Write who took this person over: the body, the post and the name.")


class StillOpen(Refusal):
    code = "still_open"
    sentence = _("Some rows have no next step yet.")

    @classmethod
    def rows(cls, bands: Iterable[str]) -> "StillOpen":
        words = gettext("Still without a next step or a place for the night: %(bands)s.") % {"bands": ", ".join(bands)}
        return cls(words)

"""A child in the words that lists may show: code, age, sex and one coded fact; never a name."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext

from panah.casework.people.models import Child
from panah.casework.people.queries import is_grown
from panah.casework.people.rules import ABOUT_MARGIN, ADULT_AGE, Birth
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.web.fields import PartialDate

Words = str | Promise


def sex_and_age(sex: str, birth_year: int | None, age_band: str = "unknown", *, is_about: bool = False) -> str:
    """ "girl, about 14"; without a year the band; without either "age not known". A grown person is no girl (S10)."""
    is_grown_up = is_surely_grown(birth_year, age_band, is_about=is_about)
    words = code_list("sex_of_adult" if is_grown_up else "sex_of_child").label(sex)
    return f"{words}, {age_words(birth_year, age_band)}"


def sex_and_age_of(child: Child) -> str:
    """The same of a record, which knows more than a list: a year that is a guess makes no woman of a girl (S10)."""
    words = code_list("sex_of_adult" if is_grown(child) else "sex_of_child").label(child.sex)
    return f"{words}, {age_words(child.birth_year, child.age_band_at_entry)}"


def is_surely_grown(birth_year: int | None, age_band: str, *, is_about: bool = False) -> bool:
    """From what a list knows of somebody; in doubt it is a child, and a year that is a guess leaves a doubt."""
    if birth_year is None:
        return age_band == "adult"
    return clock.today().year - birth_year - (ABOUT_MARGIN if is_about else 0) > ADULT_AGE


def age_words(birth_year: int | None, age_band: str = "unknown") -> str:
    today = clock.today()
    if birth_year is not None:
        age = max(0, today.year - birth_year)
        if age == 0:
            return gettext("under 1 year")
        return ngettext("about %(age)d", "about %(age)d", age) % {"age": age}
    if age_band and age_band != "unknown":
        return code_list("age_band").label(age_band)
    return gettext("age not known")


def fact_words(fact: str) -> str:
    """The label of "code_list:code"."""
    name, _, code = fact.partition(":")
    if not code or code == "unknown":
        return ""
    label = code_list(name).label(code)
    if name == "languages_spoken":
        return gettext("Language: %(language)s") % {"language": label}
    if name == "risk":
        return gettext("Risk: %(risk)s") % {"risk": label}
    return label


def language_now() -> str:
    return get_language() or "kk"


def birth_from(known: PartialDate | None) -> Birth:
    """What a form asked of a birth: a day, a year and a month, a year, or nothing."""
    return Birth(known.as_date, known.year, known.is_about, known.month) if known else Birth()

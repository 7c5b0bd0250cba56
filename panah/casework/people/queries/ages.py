"""How old somebody is and in which right helped, from what is known of the birth."""

from datetime import date

from panah.casework.people.codes import ConsentForm, Standing
from panah.casework.people.models import CategoryDecision, Child
from panah.casework.people.rules import Birth, age_on, band_of, form_for, what_a_yes_lacks
from panah.casework.people.rules import standing_on as standing_by_rule
from panah.foundation.security import clock
from panah.foundation.security.sealed import open_sealed


def age_of(child: Child) -> int | None:
    """From the birth year alone: pages show it as "about"."""
    return age_on(Birth(year=child.birth_year), clock.today())


def birth_of(child: Child) -> Birth:
    """All that is known of the birth, opened for the work of an action. No right is checked: pages reveal instead."""
    open_sealed(child, only=("birth_date", "birth_month"))
    return known_birth(child)


def known_birth(child: Child) -> Birth:
    """The birth of a record whose seals are open."""
    month = int(child.birth_month) if child.birth_month else None
    return Birth(child.birth_date, child.birth_year, child.is_birth_year_about, month)


def standing_on(child: Child, day: date) -> Standing:
    """In which right a service of ``day`` is given to this person: child until the 18th birthday, then adult (S10)."""
    return standing_by_rule(birth_of(child), child.age_band_at_entry, Standing(child.standing), day)


def is_grown(child: Child) -> bool:
    """Whether this person is surely grown today, from what is known without opening anything."""
    birth = Birth(year=child.birth_year, is_about=child.is_birth_year_about)
    standing = standing_by_rule(birth, child.age_band_at_entry, Standing(child.standing), clock.today())
    return standing is Standing.ADULT


def band_now(child: Child) -> str:
    """The band of today, from what is known without opening anything; "adult" of nobody but who is surely grown (S10)."""
    if is_grown(child):
        return "adult"
    birth = Birth(year=child.birth_year, is_about=child.is_birth_year_about)
    return band_of(birth, child.age_band_at_entry, clock.today())


def proposed_form(child: Child) -> str:
    """Whose yes to ask for, from the age that is known today; who may still be a child is asked as one."""
    if is_grown(child):
        return ConsentForm.ADULT_CONSENT
    form = form_for(age_of(child), child.age_band_at_entry)
    return ConsentForm.OWN_CONSENT if form is ConsentForm.ADULT_CONSENT else form


def is_age_known(child: Child) -> bool:
    """By a birth, or as a band that was told."""
    return age_of(child) is not None or child.age_band_at_entry != "unknown"


def says_yes_alone(child: Child) -> bool:
    """Whether the yes of this person alone is one; who is known to be below twelve needs a safe adult too."""
    lack = what_a_yes_lacks(
        form="", proposed=proposed_form(child), is_age_known=is_age_known(child), is_said_by_oneself=True,
        has_adult=False,
    )  # fmt: skip
    return not lack


def category_decisions(child: Child) -> list[CategoryDecision]:
    """Who put this child in which category and why, the latest first."""
    return list(CategoryDecision.objects.filter(child=child).order_by("-decided_on", "-written_at", "-id"))

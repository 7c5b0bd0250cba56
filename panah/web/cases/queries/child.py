"""The child of a case: what is known, in codes; names only where they were asked for."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.casework.people.codes import ConsentDecision, NameKind, Standing
from panah.casework.people.models import Child, Consent, Name
from panah.casework.people.queries import category_decisions, latest_consents, names_of, same_children, still_holds
from panah.casework.stays.queries import housing_of
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.cases.queries.reading import language_of
from panah.web.components.child_words import age_words, language_now
from panah.web.components.grown_words import label_for, standing_of
from panah.web.components.values import Chip, Fact, Link, Tone


def names_in_clear(actor: Actor, child: Child) -> str:
    """Every name of the child with its kind, what the child says first; revealed and so audited."""
    names = names_of(child)
    reveal(actor, *names)
    shown = []
    for kind in NameKind:
        texts = [text for text in (_full(name) for name in names if name.kind == kind) if text]
        if texts:
            shown.append(f"{label_for('name_kind', kind, standing_of(child))}: {', '.join(dict.fromkeys(texts))}")
    return " · ".join(shown) or _("No name yet")


def _full(name: Name) -> str:
    try:
        return str(name.full)
    except StillSealed:
        return ""


def place_from(code: str) -> Place | None:
    return Place.objects.filter(pk=code).first() if code else None


def basics_facts(case: Case) -> list[Fact]:
    """What is known of the child without opening anything."""
    child = case.child
    return [
        _sex_fact(child),
        Fact(_("Age"), age_words(child.birth_year, child.age_band_at_entry)),
        Fact(_("Language"), language_of(child.language)),
        Fact(_("Also speaks"), code_list("languages_spoken").labels(child.further_languages)),
        Fact(_("Has papers"), code_list("yes_no_unknown").label(child.has_papers)),
        Fact(_("Lives"), child.place.label(language_now()) if child.place else ""),
        *housing_facts(case),
    ]


def housing_facts(case: Case) -> list[Fact]:
    """That they sleep in a house: its code name and duty phone, and nothing else of it (S12, S15)."""
    found = housing_of(case)
    if found is None:
        return []
    return [Fact(_("Sleeps tonight"), [word for word in (found.house.label(language_now()), found.phone) if word])]


def _sex_fact(child: Child) -> Fact:
    """A grown woman is no girl (S10)."""
    if standing_of(child) is Standing.ADULT:
        return Fact(_("Sex"), code_list("sex_of_adult").label(child.sex))
    return Fact(_("Girl or boy"), code_list("sex_of_child").label(child.sex))


def category_facts(case: Case) -> list[Fact]:
    """The category, who decided it, when and on which ground."""
    categories, grounds = code_list("category"), code_list("category_ground")
    facts = [Fact(categories.title.label(), label_for("category", case.child.category, standing_of(case.child)))]
    for decision in category_decisions(case.child)[:1]:
        ground = grounds.label(decision.ground)
        body = code_list("competent_bodies").label(decision.body) if decision.body else ""
        day = date_format(decision.decided_on, "SHORT_DATE_FORMAT")
        facts.append(Fact(_("Decided"), [line for line in (day, ground, body) if line]))
    return facts


def consent_facts(child: Child) -> list[Fact]:
    """The word that holds for each scope; what has ended, was taken back or must be asked anew stands out."""
    scopes = code_list("consent_scopes")
    return [
        Fact(scopes.label(scope), chip=consent_chip(child, consent), value=_until(consent))
        for scope, consent in latest_consents(child).items()
    ]


def consent_chip(child: Child, consent: Consent) -> Chip:
    """Yes, no, ended, or to be asked anew."""
    word = code_list("consent_decision").label(consent.decision)
    if consent.decision != ConsentDecision.GIVEN:
        return Chip(Tone.MUTE if consent.decision == ConsentDecision.NOT_ASKED else Tone.LATE, word)
    if still_holds(child, consent):
        return Chip(Tone.OK, word)
    is_over = consent.expires_on is not None and consent.expires_on < clock.today()
    return Chip(Tone.LATE, _("ended") if is_over else _("holds no longer: ask anew"))


def _until(consent: Consent) -> str:
    if consent.decision != ConsentDecision.GIVEN or consent.expires_on is None:
        return ""
    return _("until %(day)s") % {"day": date_format(consent.expires_on, "SHORT_DATE_FORMAT")}


def safe_contact_facts(child: Child) -> list[Fact]:
    """Which way and when the child may be reached, without opening where; and whether a card is safe (S12)."""
    method = code_list("contact_methods").label(child.safe_contact_method) if child.safe_contact_method else ""
    time = code_list("safe_time").label(child.safe_contact_time) if child.safe_contact_time else ""
    carries = code_list("yes_no_unknown").label("yes" if child.may_carry_card else "no")
    return [
        Fact(_("Safe contact"), [part for part in (method, time) if part]),
        Fact(_("May carry a card"), carries),
    ]


def same_links(actor: Actor, case: Case) -> list[Link]:
    """The other codes of this child whose cases ``actor`` may open."""
    others = same_children(actor, case.child)
    if not others:
        return []
    codes = cases_visible_to(actor).filter(child__in=others).order_by("opened_at").values_list("code", flat=True)
    return [Link(reverse("case", args=[code]), code) for code in codes]

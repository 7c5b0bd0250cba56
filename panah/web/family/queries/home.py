from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.casework.people.models import Child, Family
from panah.casework.people.queries import count_of_siblings, siblings_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.values import Column, Fact, Table, TableRow


def family_of(actor: Actor, child: Child) -> Family | None:
    """The family of this child, if its file is open to ``actor``."""
    found: Family | None = (
        Family.objects.visible_to(actor).select_related("place", "file").filter(pk=child.family_id).first()
        if child.family_id
        else None
    )
    return found


def child_table(actor: Actor, case: Case) -> Table:
    """The children of the home by code; a record that others lead is counted and nothing else (S8)."""
    children = [case.child, *siblings_of(actor, case.child)]
    opened = set(cases_visible_to(actor).filter(child__in=children).values_list("code", flat=True))
    rows = [TableRow([child.code, _facts_of(child)], _address_of(child, opened)) for child in children]
    unseen = count_of_siblings(case.child) - (len(children) - 1)
    if unseen > 0:
        rows.append(TableRow([_("Others lead their cases: %(number)s") % {"number": unseen}, ""]))
    standing = standing_of(case.child)
    who, all_of_them = suited(_("Child"), standing), suited(_("Children of this home"), standing)
    return Table([Column(_("Code")), Column(who)], rows, caption=all_of_them)


def _facts_of(child: Child) -> str:
    return sex_and_age_of(child)


def _address_of(child: Child, opened: set[str]) -> str:
    return reverse("case", args=[child.code]) if child.code in opened else ""


def family_facts(family: Family) -> list[Fact]:
    """Without opening anything."""
    spoken = code_list("languages_spoken")
    language = spoken.label(family.language) if family.language != "unknown" else ""
    place = family.place.label(language_now()) if family.place else ""
    return [Fact(_("Code of the family"), family.code), Fact(_("Language"), language), Fact(_("Place"), place)]


def home_facts(actor: Actor, family: Family) -> list[Fact]:
    """Where the home is and what is good to know, revealed and so audited."""
    reveal(actor, family)
    try:
        return [Fact(_("Where the home is"), family.home), Fact(_("Good to know"), family.note)]
    except StillSealed:
        return []


def known_family(actor: Actor, family: Family) -> dict[str, Any]:
    """What stands, as the form asks it."""
    family.refresh_from_db()
    reveal(actor, family)
    return {
        "language": family.language, "place": family.place_id or "", "home": family.home, "note": family.note,
        "version": family.version,
    }  # fmt: skip

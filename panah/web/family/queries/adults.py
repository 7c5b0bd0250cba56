import uuid

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.casework.people.actions import RelativeDetails
from panah.casework.people.codes import Safety, Standing
from panah.casework.people.models import Child, Relative
from panah.casework.people.queries import relatives_of, safety_decisions
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.reference.codes import code_list, country_label
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.values import Chip, Column, Event, Fact, Link, Table, TableRow, Tone

TONES = {Safety.SAFE: Tone.OK, Safety.SUSPECTED: Tone.LATE, Safety.UNKNOWN: Tone.DUE}


def safety_chip(relative: Relative) -> Chip:
    return Chip(TONES[Safety(relative.safety)], code_list("caregiver_safety").label(relative.safety))


def adult_or_404(actor: Actor, case: Case, adult_id: uuid.UUID) -> Relative:
    """An adult of this child's family, for who may see the family's file."""
    found = next((one for one in relatives_of(actor, case.child) if one.pk == adult_id), None)
    if found is None:
        raise Http404
    return found


def adult_table(actor: Actor, case: Case, names: dict[uuid.UUID, str]) -> Table:
    """The adults of the home in words; names only where they were asked for."""
    relations, lives = code_list("relation_to_child"), code_list("yes_no_unknown")
    standing = standing_of(case.child)
    rows = [
        TableRow(
            [
                names.get(one.pk) or relations.label(one.relation),
                relations.label(one.relation) if one.pk in names else "",
                safety_chip(one), lives.label(one.lives_with_children),
                _duties(one, standing),
            ],
            reverse("adult", args=[case.code, one.pk]),
        )
        for one in relatives_of(actor, case.child)
    ]  # fmt: skip
    columns = [_("Adult"), _("Relation"), _("Safe for the children"), _("Lives with them"), _("Guardian or contact")]
    wanted = [place for place in range(len(columns)) if names or place != 1]
    return Table(
        [Column(suited(columns[place], standing)) for place in wanted],
        [TableRow([row.cells[place] for place in wanted], row.url) for row in rows],
        caption=_("Adults of this home"), empty=_("No adult is written down yet."),
    )  # fmt: skip


def _duties(relative: Relative, standing: str) -> str:
    words = [_("guardian")] if relative.is_guardian and standing != Standing.ADULT else []
    return ", ".join([*words, _("we call this adult")] if relative.is_contact else words) or "—"


def names_of_adults(actor: Actor, child: Child) -> dict[uuid.UUID, str]:
    """Revealed and so audited; what may not be read is left out."""
    adults = relatives_of(actor, child)
    reveal(actor, *adults)
    names = {}
    for one in adults:
        try:
            names[one.pk] = one.name or _("No name is written")
        except StillSealed:
            continue
    return names


def to_decide(actor: Actor, child: Child) -> bool:
    """Whether there is an adult of whom nobody has said safe or suspected."""
    return any(one.safety == Safety.UNKNOWN for one in relatives_of(actor, child))


def adult_facts(actor: Actor, relative: Relative, standing: str) -> list[Fact]:
    """One adult, revealed and so audited; ``standing`` is that of the person whose case it is."""
    known = details_of(actor, relative)
    label = {
        name: code_list(name).label for name in ("languages_spoken", "yes_no_unknown", "contact_methods", "safe_time")
    }
    reached = [known.contact, label["contact_methods"](known.contact_method), label["safe_time"](known.contact_time)]
    return [
        Fact(_("Name"), known.name),
        Fact(suited(_("Safe for the children"), standing), chip=safety_chip(relative)),
        Fact(_("Language"), label["languages_spoken"](known.language) if known.language != "unknown" else ""),
        Fact(suited(_("Lives with the children"), standing), label["yes_no_unknown"](known.lives_with_children)),
        Fact(_("How to reach this adult"), [part for part in reached if part]),
        Fact(suited(_("Guardian or contact"), standing), _duties(relative, standing)),
    ]


def who_is_judged(actor: Actor, relative: Relative, standing: str) -> list[Fact]:
    """Name and what holds now: of several adults nobody decides about the wrong one."""
    return adult_facts(actor, relative, standing)[:2]


def details_of(actor: Actor, relative: Relative) -> RelativeDetails:
    """Everything of an adult, revealed and so audited."""
    reveal(actor, relative)
    names = RelativeDetails.__dataclass_fields__
    return RelativeDetails(**{name: getattr(relative, name) for name in names})


def sealed_facts(actor: Actor, relative: Relative) -> list[Fact]:
    """What is written only where a service needs it; and the adult's own record, if it may be opened."""
    known = details_of(actor, relative)
    facts = [
        Fact(_("Citizenship"), country_label(known.citizenship) if known.citizenship else ""),
        Fact(_("Papers to live here"), known.migration_status),
        Fact(_("Where this adult works"), known.workplace),
    ]
    if known.client_code:
        may_open = cases_visible_to(actor).filter(code=known.client_code).exists()
        own = Link(reverse("case", args=[known.client_code]), known.client_code) if may_open else known.client_code
        facts.append(Fact(_("Is helped too, under the code"), own))
    return facts


def safety_events(actor: Actor, relative: Relative) -> list[Event]:
    """Who decided what, the latest first, with the note folded."""
    decisions = safety_decisions(relative)
    reveal(actor, *decisions)
    people = people_by_id({decision.decided_by for decision in decisions})
    words, grounds = code_list("caregiver_safety"), code_list("safety_grounds")
    events = []
    for decision in decisions:
        try:
            body = decision.note
        except StillSealed:
            body = ""
        who = people.get(decision.decided_by)
        events.append(
            Event(
                decision.decided_at, f"{words.label(decision.safety)}: {grounds.label(decision.ground)}",
                who.display_name if who else "", "", body,
            )
        )  # fmt: skip
    return events

"""Plans, acts and reports as pages and papers say them. Reach is never said without the word that it is estimated."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.programme.champions.codes import ActType, Clearance, ReportState
from panah.programme.champions.models import Act, Champion, PlannedAct
from panah.programme.champions.rules import Quarter
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Column, Fact, Figure, Link, Table, TableRow, Tone

TONES = {
    ReportState.OPEN: Tone.DUE, ReportState.SENT: Tone.INFO, ReportState.RETURNED: Tone.DUE, ReportState.ACCEPTED: Tone.OK,
}  # fmt: skip


def quarter_words(quarter: Quarter) -> str:
    """ "Quarter 4, 2026"."""
    return _("Quarter %(number)d, %(year)d") % {"number": quarter.number, "year": quarter.year}


def name_of(champion: Champion) -> str:
    """Of who asked to be forgotten none is left."""
    return champion.adult.name or _("forgotten at own wish")


def label(name: str, code: str) -> str:
    return code_list(name).label(code) if code else ""


def planned_words(one: PlannedAct) -> str:
    """Codes and a day: the words of a plan are sealed."""
    day = date_format(one.day, "SHORT_DATE_FORMAT") if one.day else ""
    words = [label("champion_act_types", one.type), quarter_words(Quarter(one.plan.year, one.quarter)), day]
    return " · ".join(word for word in words if word)


def where_words(act: Act) -> str:
    place = act.place.label(language_now()) if act.place else ""
    return ", ".join(word for word in (label("champion_venues", act.venue), act.spot, place) if word)


def reach_words(act: Act) -> str:
    return _("estimated: %(women)d women, %(men)d men, %(young)d under 18") % {
        "women": act.women, "men": act.men, "young": act.young,
    }  # fmt: skip


def authority_words(act: Act) -> str:
    if not act.with_authority:
        return _("No")
    return (act.institution.label(language_now()) if act.institution else "") or act.authority


def act_chips(act: Act) -> list[Chip]:
    chips = []
    if act.clearance == Clearance.WAITS:
        chips.append(Chip(Tone.DUE, label("clearance", act.clearance)))
    if act.is_late:
        chips.append(Chip(Tone.MUTE, _("written down later than two weeks after")))
    return chips


def act_facts(act: Act, *, shows_note: bool = True) -> list[Fact]:
    """Everything of one act; its note is opened by the caller."""
    return [
        Fact(_("What"), label("champion_act_types", act.type)),
        Fact(_("When"), date_format(act.happened_on, "SHORT_DATE_FORMAT"), chip=next(iter(act_chips(act)), None)),
        *([Fact(_("Link"), Link(act.link, act.link))] if act.link else []),
        *([Fact(_("Where"), where_words(act))] if where_words(act) else []),
        *(
            [Fact(_("Held together"), _("with another champion: it counts once for all of us"))]
            if act.held_with_id
            else []
        ),
        Fact(_("Language"), label("champion_languages", act.language)),
        Fact(_("Local authority"), authority_words(act)),
        Fact(_("Reached"), reach_words(act)),
        *([Fact(_("What it was about"), act.note)] if shows_note and act.note else []),
        Fact(_("Story"), label("clearance", act.clearance)),
    ]


def acts_table(acts: Sequence[Act], address: str, empty: str) -> Table:
    """The newest first; ``address`` is the name of the page of one."""
    columns = [
        Column(_("When")),
        Column(_("What")),
        Column(_("Where")),
        Column(_("Reached, estimated"), is_number=True),
    ]
    rows = [
        TableRow(
            [
                date_format(act.happened_on, "SHORT_DATE_FORMAT"),
                " · ".join([label("champion_act_types", act.type), *(str(chip.word) for chip in act_chips(act))]),
                where_words(act) or _host(act.link), act.reached,
            ],
            reverse(address, args=[act.code]),
        )
        for act in acts
    ]  # fmt: skip
    return Table(columns, rows, empty=empty)


def _host(link: str) -> str:
    return link.partition("://")[2].partition("/")[0] or "—"


def figures_of(numbers: Mapping[str, int]) -> list[Figure]:
    """Posts, events, meetings, articles, and how many were reached."""
    reached = numbers["women"] + numbers["men"] + numbers["young"]
    rows = [Figure(numbers[kind], label("champion_act_types", kind)) for kind in ActType]
    return [*rows, Figure(reached, _("Reached"), note=_("estimated"))]


def kit_titles(acts: Iterable[Act]) -> list[str]:
    """What was used of the kit, each once."""
    language = language_now()
    found = [use.version.said("title", language) for act in acts for use in act.uses.select_related("version")]
    return list(dict.fromkeys(found))

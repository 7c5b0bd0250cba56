"""The papers of a champion: plan, report, the answer to an application, a word of thanks (D16).

Nobody's story stands on them: of an act codes and numbers alone are printed, and of what waits for clearance not even those.
What a champion wrote in another language than the paper's stops it until a person has translated it or let it stand.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.programme.champions.codes import ActType, ApplicationState, Clearance, PlanState, RestsOn
from panah.programme.champions.models import Act, Application, Champion, PlannedAct, QuarterReport
from panah.programme.champions.queries import numbers_of, plan_of
from panah.programme.champions.rules import QUARTERS
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words, day_of


def plan_sheet(champion: Champion, year: int, rows: Sequence[PlannedAct], words: Words) -> Sheet:
    """By quarter; the rows are opened by the caller."""
    plan = plan_of(champion, year)
    sheet = Sheet(words["title"]).facts(_who(champion, words, (words["year"], str(year))))
    for number in QUARTERS:
        sheet.heading(f"{number} {words['quarter']}")
        _with_quarter(sheet, [one for one in rows if one.quarter == number], words)
    is_agreed = plan is not None and plan.state == PlanState.AGREED
    agreed = f"{words['agreed']}: {day_of(plan.agreed_at)}" if plan and is_agreed else words["not_agreed"]
    sheet.strong(agreed).text(words["safety"])
    return sheet.signs([words["signs_champion"], words["signs_coordinator"], words["day"]])


def _with_quarter(sheet: Sheet, own: Sequence[PlannedAct], words: Words) -> None:
    shown = [one for one in own if one.clearance == Clearance.NOT_NEEDED]
    for one in shown:
        _with_planned(sheet, one, words)
    if len(shown) < len(own):
        sheet.text(f"{words['left_out']}: {len(own) - len(shown)}")
    if not own:
        sheet.text(words["nothing_planned"])


def _who(champion: Champion, words: Words, *more: tuple[str, str]) -> list[tuple[str, str]]:
    own = [(words["champion"], champion.adult.name), (words["region"], champion.region.label(words.language))]
    return [*own, *more]


def _with_planned(sheet: Sheet, one: PlannedAct, words: Words) -> None:
    """Line by line: what a champion writes is longer than a column."""
    where = words.said(one.where)
    sheet.strong(f"{words.label('champion_act_types', one.type)}: {words.said(one.activity)}").facts(
        [
            (words["where_when"], f"{where}, {day_of(one.day)}" if one.day else where),
            (words["with_whom"], words.said(one.with_whom)), (words["goal"], str(one.reach_goal)),
            (words["risk"], words.said(one.risk_note)),
        ]
    )  # fmt: skip


def report_sheet(champion: Champion, report: QuarterReport, words: Words, acts: Sequence[Act] = ()) -> Sheet:
    """Its numbers as they were sent, its three boxes, and the acts of the quarter where they are given."""
    own = [(words["quarter"], f"{report.quarter} / {report.year}"), (words["sent"], day_of(report.sent_at))]
    sheet = Sheet(words["title"]).facts(_who(champion, words, *own, (words["accepted"], day_of(report.accepted_at))))
    sheet.heading(words["numbers"]).table([words["what"], words["count"]], numbers_facts(report.numbers))
    sheet.text(words["estimated"])
    if report.clearance == Clearance.NOT_NEEDED:
        _with_boxes(sheet, report, words)
    else:
        sheet.heading(words["result"]).text(words["words_wait"])
    if acts:
        _with_acts(sheet, acts, words)
    return sheet.signs([words["name"], words["day"]])


def _with_boxes(sheet: Sheet, report: QuarterReport, words: Words) -> None:
    for name in ("result", "difficulty", "following"):
        text = getattr(report, name)
        if text:
            sheet.heading(words[name]).text(words.said(text))


def _with_acts(sheet: Sheet, acts: Sequence[Act], words: Words) -> None:
    shown = [act for act in acts if act.clearance == Clearance.NOT_NEEDED]
    columns = [words[key] for key in ("day_of", "what", "place", "reached")]
    sheet.heading(words["acts"]).table(columns, [_act(act, words) for act in shown], numbers=[3])
    if len(shown) < len(acts):
        sheet.text(f"{words['left_out']}: {len(acts) - len(shown)}")


def _act(act: Act, words: Words) -> list[str]:
    place = act.place.label(words.language) if act.place else ""
    venue = words.label("champion_venues", act.venue) if act.venue else ""
    where = (
        ", ".join(part for part in (venue, act.spot, place) if part) or act.link.partition("://")[2].partition("/")[0]
    )
    kind = words.label("champion_act_types", act.type)
    return [day_of(act.happened_on), kind, where or "—", str(act.reached)]


def answer_sheet(application: Application, words: Words) -> Sheet:
    """Kind words for a yes, a reserve and a no; the name is opened by the caller. No point and no rank has a place."""
    state = ApplicationState(application.state)
    sheet = Sheet(words["title"]).text(f"{words['dear']} {application.name}!")
    sheet.facts([(words["call"], application.call.said("title", words.language))])
    sheet.strong(words[f"{state}_1"]).text(words[f"{state}_2"])
    is_both = application.rests_on in (RestsOn.PANEL_AND_ADVICE, RestsOn.VETO)
    sheet.text(words["rests_both"] if is_both else words["rests"])
    return sheet.signs([f"{words['wishes']}, {words.organisation(application.call.organisation)}"])


def thanks_sheet(champion: Champion, acts: Sequence[Act], words: Words) -> Sheet:
    """A certificate too: by its number anybody may ask whether it is real."""
    until = day_of(champion.until) if champion.until else words["until_now"]
    sheet = Sheet(words["title"]).facts([(words["given_to"], champion.adult.name)])
    sheet.strong(words["words"])
    sheet.facts(
        [
            (words["region"], champion.region.label(words.language)),
            (words["since"], f"{day_of(champion.since)} – {until}"),
        ]
    )  # fmt: skip
    done = [(term, value) for term, value in numbers_facts(numbers_of(acts)) if value != "0"]
    sheet.heading(words["done"]).facts(done)
    return sheet.signs([words["signature_head"], words["day"]])


def numbers_facts(numbers: Mapping[str, int]) -> list[tuple[str, str]]:
    """The numbers of a report, line by line, in the language that is active: on its paper and on the pages."""
    kinds, languages = code_list("champion_act_types"), code_list("champion_languages")
    lines: list[tuple[str, object]] = [(kinds.label(kind), numbers.get(kind, 0)) for kind in ActType]
    lines += [
        (languages.label(code), numbers.get(f"in_{code}", 0)) for code in ("kk", "ru", "both")
    ]  # fmt: skip
    lines.append((_("With a local authority"), numbers.get("with_authority", 0)))
    reached = {name: numbers.get(name, 0) for name in ("women", "men", "young")}
    lines.append((_("Reached"), _("estimated: %(women)d women, %(men)d men, %(young)d under 18") % reached))
    return [(term, str(value)) for term, value in lines]

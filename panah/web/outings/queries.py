"""Outings as pages show them: in the words of the reader, by code, and numbers of nobody."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.concerns.codes import ConcernStatus
from panah.casework.outings.codes import Decision, MigrationCheck
from panah.casework.outings.models import Outing, OutingChild, OutingMember
from panah.casework.outings.queries import Away, Standing, away_of, figures_of, numbers_of, tallies_of
from panah.casework.outings.rules import believed, clock_doubt, may_undo_same
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.values import Chip, Column, Fact, Link, Table, TableRow, Tone


def where(outing: Outing) -> str:
    return ", ".join(part for part in (outing.place.label(language_now()), outing.spot) if part)


def when(outing: Outing) -> str:
    return date_format(localtime(outing.starts_at), "SHORT_DATETIME_FORMAT")


def state_of(outing: Outing) -> Chip:
    if outing.signed_at:
        return Chip(Tone.OK, _("signed"))
    if not outing.is_open:
        return Chip(Tone.DUE, _("closed, the signed paper is missing"))
    return Chip(Tone.INFO, _("planned") if outing.starts_at > clock.now() else _("going on"))


def list_row(outing: Outing) -> TableRow:
    mark: object = state_of(outing)
    if outing.migration_check == MigrationCheck.MADE:
        mark = Chip(Tone.LATE, code_list("migration_check").label(MigrationCheck.MADE))
    return TableRow(
        [when(outing), where(outing), outing.leader.display_name, mark], reverse("outing", args=[outing.code])
    )  # fmt: skip


def list_columns() -> list[Column]:
    return [Column(_("Day and time")), Column(_("Place")), Column(_("Leader")), Column(_("State"))]


def member_words(member: OutingMember) -> str:
    return member.person.display_name if member.person else f"{member.post}, {member.body}"


def facts_of(outing: Outing, members: Sequence[OutingMember], children: Sequence[OutingChild]) -> list[Fact]:
    counts = figures_of(outing, children)
    return [
        Fact(_("Day and time"), when(outing)),
        Fact(_("Place"), where(outing)),
        Fact(_("What for"), code_list("outing_purposes").label(outing.purpose)),
        Fact(_("Leader"), outing.leader.display_name),
        Fact(_("Who goes along"), [member_words(one) for one in members]),
        Fact(_("Children met"), str(counts["met"])),
        Fact(_("Handed on"), str(counts["handed"])),
    ]


def who(child: OutingChild) -> str:
    return sex_and_band(child.sex, child.age_band)


def sex_and_band(sex: str, age_band: str) -> str:
    return sex_and_age(sex, None, age_band)


def status_words(standing: Standing) -> str:
    if standing.codes == "concern_status" and standing.status == ConcernStatus.RECEIVED:
        return _("nobody at the desk has looked yet")
    return code_list(standing.codes).label(standing.status) if standing.codes else _("erased")


def status_chip(child: OutingChild, standing: Standing) -> Chip:
    if child.same_as_id:
        return Chip(Tone.GROUP, _("the same as another"))
    tone = Tone.OK if standing.is_accepted else Tone.INFO if standing.is_answered else Tone.DUE
    return Chip(tone, status_words(standing))


def notes_of(child: OutingChild) -> str:
    """What is unusual about how an entry came, in short words."""
    doubt = clock_doubt(child.met_at, child.arrived_at, child.outing.starts_at)
    found = [
        _late_words(child) if child.is_late else "",
        _("from somebody who is in the group no longer") if child.from_former_member else "",
        _("waited sealed in a phone") if child.was_sealed else "",
        _("its phone was said to be lost: ask whether its member wrote it")
        if child.taken and child.taken.lost_at
        else "",
        code_list("outing_doubt").label(doubt) if doubt else "",
    ]
    return " · ".join(note for note in found if note)


def _late_words(child: OutingChild) -> str:
    closed = child.outing.closed_at
    if closed is not None and closed <= child.arrived_at:
        return _("came after the report was closed")
    return _("came after the days for which the form was taken along")


def times_of(child: OutingChild) -> str:
    """Both times where they differ and that of the phone can be one at all: it is behind ours."""
    arrived = localtime(child.arrived_at)
    words = f"{arrived:%d.%m %H:%M}"
    said = believed(child.met_at, child.arrived_at)
    if said is None or abs((said - child.arrived_at).total_seconds()) < 60:
        return words
    return _("%(ours)s (by the phone %(phone)s)") % {"ours": words, "phone": f"{localtime(said):%d.%m %H:%M}"}


def children_table(children: Sequence[OutingChild], stands: dict[Any, Standing]) -> Table:
    columns = [
        Column(_("Code")), Column(_("Age, sex")), Column(_("Decision")), Column(_("How it stands")),
        Column(_("Written by")), Column(_("Came")), Column(_("To note")),
    ]  # fmt: skip
    rows = [
        TableRow(
            [
                child.code, who(child), code_list("outing_decision").label(child.decision),
                status_chip(child, stands[child.pk]), child.recorded_by.display_name, times_of(child),
                notes_of(child) or "—",
            ],
            reverse("outing-met", args=[child.outing.code, child.code]),
        )
        for child in children
    ]  # fmt: skip
    return Table(columns, rows, empty=_("Nobody was handed on."))


def same_table(children: Iterable[OutingChild]) -> Table:
    """Who was said to be the same, with the way back for 30 days."""
    rows = [
        TableRow([one.code, one.same_as.code if one.same_as else "", _may_undo(one)])
        for one in children
        if one.same_as_id
    ]
    return Table([Column(_("Code")), Column(_("The same as")), Column("")], rows)


def _may_undo(child: OutingChild) -> object:
    if child.same_since is None or not may_undo_same(child.same_since, clock.now()):
        return "—"
    return Link(reverse("outing-same-undo", args=[child.outing.code, child.code]), _("They are two after all"))


def known_facts(child: OutingChild, standing: Standing) -> list[Fact]:
    """One entry; what the reader may not open reads so."""
    lists = (
        (_("With whom"), "outing_company", [child.company]), (_("Language"), "languages_spoken", [child.language]),
        (_("What was noticed"), "outing_signs", child.signs), (_("What is needed now"), "need_types", child.needs),
    )  # fmt: skip
    facts = [Fact(_("Age, sex"), who(child))]
    facts += [Fact(term, [code_list(name).label(code) for code in codes]) for term, name, codes in lists]
    facts.append(Fact(_("Decision"), code_list("outing_decision").label(child.decision)))
    facts.append(Fact(_("How it stands"), f"{status_words(standing)} · {standing.code}"))
    if child.decision == Decision.URGENT and child.provider is not None:
        facts.append(Fact(_("Who was asked"), f"{child.provider.label(language_now())} · {child.provider.phone()}"))
        facts.append(Fact(_("What came of it on the spot"), code_list("outing_hand_over").label(child.hand_over)))
        facts.append(Fact(_("Who took the child, or who said so: name and post"), opened(child, "who_took")))
    facts.append(Fact(_("How to reach them safely"), opened(child, "contact")))
    facts.append(Fact(_("What was said or seen, in their own words"), opened(child, "seen")))
    facts.append(Fact(_("Came"), times_of(child)))
    return [*facts, Fact(_("To note"), notes_of(child))] if notes_of(child) else facts


def sides_table(children: Sequence[OutingChild], stands: dict[Any, Standing]) -> Table:
    """Two entries side by side, a line for each thing that was written of either."""
    known = [{str(fact.term): fact.lines for fact in known_facts(child, stands[child.pk])} for child in children]
    columns = [Column(_("What was written")), *(Column(child.code) for child in children)]
    rows = [TableRow([_("Written by"), *(child.recorded_by.display_name for child in children)])]
    for term in dict.fromkeys(term for facts in known for term in facts):
        rows.append(TableRow([term, *(", ".join(map(str, facts.get(term, []))) or "—" for facts in known)]))
    return Table(columns, rows)


def opened(child: OutingChild, name: str) -> str:
    try:
        return str(getattr(child, name) or "")
    except StillSealed:
        return _("sealed from the other members")


def citizenship_words(child: OutingChild) -> str:
    code = opened(child, "citizenship")
    return code_list("citizenship_group").label(code) if code in code_list("citizenship_group") else code


def tally_table(outing: Outing) -> Table:
    names = code_list("outing_counted")
    rows = [
        TableRow([names.label(one.counted), sex_and_band(one.sex, one.age_band), one.count])
        for one in tallies_of(outing)
    ]
    return Table(
        [Column(_("How they were counted")), Column(_("Age, sex")), Column(_("How many"), True)], rows,
        empty=_("Nobody was counted yet."),
    )  # fmt: skip


def away_words(outing: Outing) -> tuple[Away, str]:
    """How many took the form along, and how many phones are known to be empty."""
    away = away_of(outing)
    taken = ngettext("%(count)d member took the form along", "%(count)d members took the form along", away.taken)
    back = ngettext("%(count)d said that nothing is left", "%(count)d said that nothing is left", away.back)
    lost = ngettext("%(count)d phone is lost", "%(count)d phones are lost", away.lost) % {"count": away.lost}
    parts = [taken % {"count": away.taken}, back % {"count": away.back}, lost if away.lost else ""]
    return away, f"{'; '.join(filter(None, parts))}."


NUMBERS = ("outings", "met", "not_in_school", "no_papers", "referred", "accepted", "checks")


def of_year(outings: QuerySet[Outing], year: int) -> QuerySet[Outing]:
    """Of a year by the clocks here."""
    return outings.filter(starts_at__year=year)


def numbers_table(actor: Actor, outings: Any) -> Table:
    """By place and month, of the own office alone; nobody outside of it sees these numbers."""
    found = numbers_of(actor, outings)
    places = {place.pk: place.label(language_now()) for place in Place.objects.filter(pk__in={key[0] for key in found})}
    words = [
        _("Outings"), _("Children met"), _("Not in school"), _("No papers"), _("Referred"), _("Accepted"),
        _("With a migration check"),
    ]  # fmt: skip
    rows = [
        TableRow([_month(year, month), places[place], *(counts[name] for name in NUMBERS)])
        for (place, year, month), counts in sorted(
            found.items(), key=lambda pair: (-pair[0][1], -pair[0][2], places[pair[0][0]])
        )
    ]
    columns = [Column(_("Month")), Column(_("Place")), *(Column(word, is_number=True) for word in words)]
    return Table(columns, rows, empty=_("There was no outing in these months."))


def _month(year: int, month: int) -> str:
    words = date_format(date(year, month, 1), "F Y")
    return words[:1].upper() + words[1:]

"""What each kind of list is called, by what its columns are known, and what would come of it.

``of`` is the code of the one thing of which all of a list is, such as a training; "" of a list that names its trainings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import Fault, Note
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_label
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.programme.champions.actions import import_acts
from panah.programme.champions.queries.listing import COLUMNS as COLUMNS_OF_ACTS
from panah.programme.champions.queries.listing import ActPlan, plan_of_acts
from panah.programme.champions.rules.listing import ListedAct
from panah.programme.directory.codes import ListKind
from panah.programme.directory.models import BroughtList
from panah.programme.training.actions import import_trained, import_trained_of
from panah.programme.training.models import Event
from panah.programme.training.queries.listing import COLUMNS as COLUMNS_OF_TRAINED
from panah.programme.training.queries.listing import ListPreview, preview_of_trained, read_trained
from panah.programme.training.rules.listing import Listed, TrainingList
from panah.web.components.child_words import language_now
from panah.web.components.values import Column, Fact, Table, TableRow

FIRST_ROWS = 15


@dataclass(frozen=True)
class Preview:
    """What would be written, in numbers and as the first rows were understood. ``is_fresh``: there is anything to write.

    ``is_silent``: who of them is known is not told, since too much was asked about telephones.
    """

    counts: list[Fact]
    notes: tuple[Note, ...]
    rows: Table
    shown: int
    is_fresh: bool
    is_silent: bool = False


@dataclass(frozen=True)
class Kind:
    permission: Permission
    columns: str
    title: str | Promise
    lead: str | Promise
    page: str
    done: str  # URL name of the page on which one sees what came
    look: Callable[[Actor, PlainList, str, bool], Preview | list[Fault]]
    write: Callable[[Actor, PlainList, str], str]
    unread: frozenset[str] = frozenset()  # columns of the same table that say nothing in such a list


def _look_at_trained(_actor: Actor, plain: PlainList, of: str, may_tell: bool) -> Preview | list[Fault]:
    found = read_trained(plain, is_of_one=bool(of))
    if not isinstance(found, TrainingList):
        return found
    seen = preview_of_trained(found)
    counts = [
        Fact(_("Rows"), str(seen.rows)),
        *([] if of else [Fact(_("Trainings"), str(len(found.trainings)))]),
        *(_of_people(seen) if may_tell else []),
        Fact(_("Were not there"), str(seen.absent)),
    ]
    labels = [_("Row"), _("Name"), _("Sector"), *((_("Post"), _("Works at")) if of else (_("Days"), _("Place")))]
    rows = Table([Column(label) for label in labels], [_trained_row(row) for row in found.rows[:FIRST_ROWS]])
    return Preview(counts, found.notes, rows, min(FIRST_ROWS, seen.rows), is_fresh=True, is_silent=not may_tell)


def _of_people(seen: ListPreview) -> list[Fact]:
    return [
        Fact(_("People who are new"), str(seen.new)),
        Fact(_("People who are known"), str(seen.known)),
        Fact(_("People who may be known"), str(seen.perhaps)),
    ]


def _trained_row(row: Listed) -> TableRow:
    held, own = row.held, [row.number, row.name, code_list("trainee_sectors").label(row.sector)]
    if held is None:
        return TableRow([*own, row.post, row.workplace])
    return TableRow([*own, f"{held.first:%d.%m.%Y}–{held.last:%d.%m.%Y}", place_label(held.place, language_now())])


def _look_at_acts(actor: Actor, plain: PlainList, _of: str, _may_tell: bool) -> Preview | list[Fault]:
    plan = plan_of_acts(actor, plain)
    if not isinstance(plan, ActPlan):
        return plan
    fresh = len(plan.rows) - plan.standing
    counts = [
        Fact(_("Rows"), str(len(plan.rows))),
        Fact(_("New"), str(fresh)),
        Fact(_("Counted already"), str(plan.standing)),
        Fact(_("Champions who are known"), str(len(plan.known))),
        Fact(_("Champions who are new"), str(len(plan.fresh))),
    ]
    labels = (_("Row"), _("Name"), _("What"), _("Day"), _("Language"))
    rows = Table([Column(label) for label in labels], [_act_row(row) for row in plan.rows[:FIRST_ROWS]])
    return Preview(counts, plan.acts.notes, rows, min(FIRST_ROWS, len(plan.rows)), is_fresh=fresh > 0)


def _act_row(row: ListedAct) -> TableRow:
    what = code_list("champion_act_types").label(row.type)
    return TableRow(
        [row.number, row.name, what, f"{row.day:%d.%m.%Y}", code_list("champion_languages").label(row.language)]
    )


def event_of(actor: Actor, code: str) -> Event:
    rows = Event.objects.visible_to(actor, RELATIONS_FOR[Permission.TRAINING_KEEP])
    event: Event = get_object_or_404(rows, code=code)
    return event


def _write_trained_of(actor: Actor, plain: PlainList, of: str) -> str:
    report = import_trained_of(by=actor, event=event_of(actor, of), plain=plain)
    said = {"people": report.new_people, "enrolments": report.new_enrolments}
    return _("Written. New people: %(people)s. New on the list of this training: %(enrolments)s.") % said


def _write_trained(actor: Actor, plain: PlainList, _of: str) -> str:
    report = import_trained(by=actor, plain=plain)
    said = {"events": report.new_events, "people": report.new_people, "enrolments": report.new_enrolments}
    return _("Written. Trainings: %(events)s. New people: %(people)s. Attendances: %(enrolments)s.") % said


def _write_acts(actor: Actor, plain: PlainList, _of: str) -> str:
    report = import_acts(by=actor, plain=plain)
    said = {"acts": report.new_acts, "standing": report.standing, "champions": report.new_champions}
    return _("Written. New: %(acts)s. Counted already: %(standing)s. New champions: %(champions)s.") % said


KINDS: Mapping[ListKind, Kind] = {
    ListKind.TRAINING: Kind(
        Permission.TRAINING_KEEP, COLUMNS_OF_TRAINED, gettext_lazy("Bring a list of people who were trained"),
        gettext_lazy("One row for each person and training: name, sector, training, days. Whoever is known stays one person."),
        "brought-people", "training-list", _look_at_trained, _write_trained,
    ),
    ListKind.CHAMPIONS: Kind(
        Permission.CHAMPION_KEEP, COLUMNS_OF_ACTS, gettext_lazy("Bring a list of what champions did"),
        gettext_lazy("One row for each post, event, meeting or article. A post is counted once by its link."),
        "brought-acts", "champion-list", _look_at_acts, _write_acts,
    ),
}  # fmt: skip

OF_ONE_TRAINING = Kind(
    Permission.TRAINING_KEEP, COLUMNS_OF_TRAINED, gettext_lazy("Bring the list of this training"),
    gettext_lazy("A letter with names before it, or the sheet after it: one row for each person, name and sector. "
    "After the last day whoever stands in it was there, unless a column says no."),
    "brought-people-of", "training-people", _look_at_trained, _write_trained_of,
    unread=frozenset({"title", "days", "held_at"}),
)  # fmt: skip


def kind_of(brought: BroughtList) -> Kind:
    return OF_ONE_TRAINING if brought.subject_code else KINDS[ListKind(brought.kind)]

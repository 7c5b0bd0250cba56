"""The pages of a case as a task list, by its depth."""

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import CaseState, Depth, Stage
from panah.casework.cases.models import Case
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.values import Chip, Task, Tone


def stage_tasks(case: Case) -> list[Task]:
    """The pages of a case in the order in which they are used; what is done says so, whatever the stage."""
    code = case.code
    if case.stage == Stage.CLOSED:
        return _of_the_closed(case)
    done = Chip(Tone.OK, _("done"))
    first = Task(
        _("First safety contact"), reverse("case-contact", args=[code]), done if case.stage != Stage.NEW else None
    )
    where = suited(_("Where the child sleeps"), standing_of(case.child))
    night = Task(where, reverse("case-sleep", args=[code]), _night_chip(case))
    serve = Task(_("Record a service"), reverse("case-service", args=[code]))
    depth = Task(
        _("Help or protection"), reverse("case-depth", args=[code]),
        Chip(Tone.DUE, _("decide")) if case.proposed_sign else None,
    )  # fmt: skip
    away = Task(
        _("The family is back") if case.state == CaseState.PAUSED else _("The family is away"),
        reverse("case-pause", args=[code]),
    )  # fmt: skip
    if case.depth == Depth.HELP:
        ends = Task(_("The help ends"), reverse("case-help-close", args=[code]))
        return [night, first, serve, depth, ends]
    return [night, first, *_of_protection(case, done, serve), away, _lost(case), depth]


def _of_the_closed(case: Case) -> list[Task]:
    reopen = Task(_("Reopen"), reverse("case-reopen", args=[case.code]))
    call = Task(_("Call after closure"), reverse("case-check", args=[case.code]))
    return [reopen] if case.depth == Depth.HELP else [call, reopen]


def _of_protection(case: Case, done: Chip, serve: Task) -> list[Task]:
    code = case.code
    is_assessed = case.stage not in (Stage.NEW, Stage.ASSESSING)
    waits = Chip(Tone.DUE, _("waits for a signature"))
    return [
        Task(_("Assessment"), reverse("case-assess", args=[code]), done if is_assessed else None),
        Task(_("Plan"), reverse("case-plan", args=[code]), _plan_chip(case)),
        serve,
        Task(_("Review"), reverse("case-review", args=[code])),
        Task(_("Closure"), reverse("case-close", args=[code]), waits if case.stage == Stage.CLOSING else None),
    ]


def _lost(case: Case) -> Task:
    return Task(_("Contact is lost"), reverse("case-lost", args=[case.code]))


def _night_chip(case: Case) -> Chip | None:
    return Chip(Tone.DUE, _("not asked yet")) if case.sleeps_tonight == "unknown" else None


def _plan_chip(case: Case) -> Chip | None:
    if case.plan_agreed_on is None:
        return None
    if case.plan_approved_at is None:
        return Chip(Tone.DUE, _("the supervisor reads it"))
    return Chip(Tone.OK, _("approved"))

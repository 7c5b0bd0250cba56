from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain
from panah.casework.cases.models import Case, Printout
from panah.casework.cases.queries import delivered_services, planned_services, running_answers, timeline
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.cases import queries
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.grown_words import label_for, standing_of, suited
from panah.web.components.values import Column, Table, TableRow
from panah.web.papers.words import day_of
from panah.web.printing.forms import PrintForm
from panah.web.story.card import full_card
from panah.web.story.cases import case_under
from panah.web.story.tables import tracked_table


@page(Permission.CASE_VIEW)
def case_print(request: Request, code: str) -> HttpResponse:
    """First the question what for; then the chosen parts as one page. That it was printed is kept before it is shown."""
    case = case_under(request.actor, code)
    form = PrintForm(posted(request))

    def act() -> Printout:
        data = form.cleaned_data
        return actions.record_print(
            by=request.actor, case=case, reason=data["reason"], parts=data["parts"], idempotency_key=form.key
        )

    kept = sent(request, form, act)
    if kept is None:
        return form_page(
            request, form, _("Print the case"), code=case.code, back_url=reverse("case", args=[case.code]),
            button=_("Show it for printing"), standing=standing_of(case.child),
        )  # fmt: skip
    shown = {part: _PARTS[part](request.actor, case) for part in _PARTS if part in kept.parts}
    context = {
        "case": case, "parts": shown, "print_code": case.code,
        "reason": label_for("print_reasons", kept.reason, standing_of(case.child)),
        "stage": code_list("case_stage").label(case.stage),
    }  # fmt: skip
    return render(request, "printing/case.html", context)


def _name(actor: Actor, case: Case) -> Any:
    return queries.names_in_clear(actor, case.child)


def _basics(actor: Actor, case: Case) -> Any:
    return [*queries.basics_facts(case), *queries.category_facts(case), *queries.consent_facts(case.child)]


def _plan(actor: Actor, case: Case) -> Table:
    rows = planned_services(case)
    reveal(actor, *rows)
    types, standing = code_list("service_types"), standing_of(case.child)
    columns = [
        Column(_("Service")),
        Column(_("Goal")),
        Column(_("Who helps")),
        Column(_("By when")),
        Column(_("State")),
    ]
    return Table(
        columns,
        [
            TableRow(
                [
                    types.label(one.service_type),
                    _text(one, "goal"),
                    queries.who_does(one),
                    day_of(one.due_on),
                    label_for("service_status", one.status, standing),
                ]
            )
            for one in rows
        ],
        empty=_("No plan yet."),
    )


def _services(actor: Actor, case: Case) -> Table:
    rows = [one for one in delivered_services(case) if one.taken_back_at is None]
    reveal(actor, *rows)
    types, language = code_list("service_types"), language_now()
    columns = [Column(_("Day")), Column(_("Service")), Column(_("Who helped")), Column(_("What was done"))]
    return Table(
        columns,
        [
            TableRow(
                [
                    day_of(one.happened_on), types.label(one.service_type),
                    (one.provider or one.organisation).label(language), _text(one, "what_was_done"),
                ]
            )
            for one in rows
        ],
        empty=_("No service is recorded yet."),
    )  # fmt: skip


def _assessment(actor: Actor, case: Case) -> Table:
    answers = running_answers(case)
    reveal(actor, *answers.values())
    situations, standing = code_list("domain_situation"), standing_of(case.child)
    said = suited(_("What the child says"), standing)
    columns = [Column(_("Area")), Column(_("How it is")), Column(_("What we saw")), Column(said)]
    return Table(
        columns,
        [
            TableRow(
                [
                    label_for("assessment_domains", area, standing), situations.label(answers[area].situation),
                    _text(answers[area], "observed"),
                    _text(answers[area], "child_says"),
                ]
            )
            for area in Domain
            if area in answers
        ],
        empty=_("No assessment yet."),
    )  # fmt: skip


def _told(actor: Actor, case: Case) -> Any:
    return full_card(actor, case)


def _papers(actor: Actor, case: Case) -> Table:
    return tracked_table(case)


def _timeline(actor: Actor, case: Case) -> Any:
    return queries.events_of(actor, timeline(case), standing_of(case.child))


def _text(record: Any, name: str) -> str:
    try:
        return str(getattr(record, name))
    except StillSealed:
        return ""


_PARTS: dict[str, Callable[[Actor, Case], Any]] = {
    "name": _name, "basics": _basics, "plan": _plan, "services": _services, "assessment": _assessment, "told": _told,
    "papers": _papers, "timeline": _timeline,
}  # fmt: skip

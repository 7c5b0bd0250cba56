import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.cases.actions import reassign
from panah.casework.cases.models import Case
from panah.foundation.accounts.models import Person
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import case_or_404
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Column, Table
from panah.web.team import queries
from panah.web.team.access import AccessFilter, acts_on_case, names_in, row_of
from panah.web.team.forms import ReassignForm

A_PAGE = 50


@page(Permission.TEAM_VIEW)
def team(request: Request) -> HttpResponse:
    """Who carries how much, what is late, what waits for a yes, and what nobody leads."""
    now = timezone.now()
    context = {
        "table": queries.caseload(request.actor, now),
        "unled": queries.unled(request.actor),
        "approvals": queries.approvals(request.actor),
        "late": queries.late_rows(request.actor, now),
        "can_assign": Permission.CASE_ASSIGN in request.actor.permissions,
        "further": queries.further_pages(request.actor),
    }
    return render(request, "team/team.html", context)


@page(Permission.CASE_ASSIGN)
def reassign_page(request: Request, worker: str) -> HttpResponse:
    """Many cases of one worker, or of nobody, to another lead at once: all of them or none."""
    former = _worker_or_404(worker)
    cases = {case.code: case for case in queries.cases_of(request.actor, former)}
    if former is not None and not cases and former not in queries.leads_besides(request.actor, None):
        raise Http404  # somebody of another office, or nobody: not a name is told (S17)
    people = {str(person.pk): person for person in queries.leads_besides(request.actor, former)}
    form = ReassignForm(
        posted(request), cases=queries.case_choices(list(cases.values())), leads=queries.lead_choices(request.actor, people),
    )  # fmt: skip

    def act() -> list[Case]:
        chosen = [cases[code] for code in form.cleaned_data["cases"]]
        reassign(by=request.actor, cases=chosen, lead=people[form.cleaned_data["lead"]])
        return chosen

    done = sent(request, form, act)
    if done is not None:
        words = ngettext("%(count)d case has another lead.", "%(count)d cases have another lead.", len(done))
        messages.success(request, words % {"count": len(done)})
        return redirect("team")
    caption = _("Cases that nobody leads") if former is None else former.display_name
    return form_page(
        request, form, _("Give cases to another lead"), back_url=reverse("team"), template="team/reassign.html",
        is_empty=not cases, caption=caption,
        lead=_("Deadlines go over as they run. Either all that you tick change, or none does."),
    )  # fmt: skip


def _worker_or_404(worker: str) -> Person | None:
    if worker == queries.NOBODY:
        return None
    try:
        found = Person.objects.filter(pk=uuid.UUID(worker)).first()
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


@page(Permission.ACCESS_LOG_READ)
def case_access(request: Request, code: str) -> HttpResponse:
    """Who opened, showed, wrote, shared and printed what of one child, and when: in sentences."""
    case = case_or_404(request.actor, code)
    everything = acts_on_case(case)
    form = AccessFilter(request.GET, people=names_in(everything))
    shown = Paginator(form.narrowed(everything), A_PAGE).get_page(request.GET.get("page"))
    acts = list(shown.object_list)
    people = names_in(acts)
    columns = [Column(_("When")), Column(_("Who")), Column(_("What"))]
    context: dict[str, Any] = {
        "case": case, "print_code": case.code, "filter": form, "page_obj": shown, "shown": shown.paginator.count,
        "table": Table(columns, [row_of(act, people, case) for act in acts], empty=_("Nothing fits.")),
        "total": everything.count(), "tags": form.tags(reverse("case-access", args=[case.code])),
    }  # fmt: skip
    return render(request, "team/access.html", context)

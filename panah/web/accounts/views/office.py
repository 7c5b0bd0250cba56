import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from panah.foundation.notices.actions import mark_seen
from panah.foundation.notices.queries import unseen_for
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.accounts.health import lines
from panah.web.accounts.log import acts_of, people_in, row_of
from panah.web.accounts.notice_words import row_of_notice
from panah.web.components.values import Column, Table

A_PAGE = 50


@page(Permission.STAFF_MANAGE)
def health(request: Request) -> HttpResponse:
    """A few lines, each with what to do where it is not well."""
    found = lines(clock.now())
    return render(request, "accounts/health.html", {"lines": found, "is_well": all(line.is_well for line in found)})


@page(Permission.STAFF_MANAGE)
def access_log(request: Request) -> HttpResponse:
    """Who did what in one's own organisation, newest first: by code, without a value."""
    shown = Paginator(acts_of(request.actor), A_PAGE).get_page(request.GET.get("page"))
    columns = [Column(_("When")), Column(_("Who")), Column(_("What")), Column(_("Code"))]
    acts = list(shown)
    people = people_in(acts)
    table = Table(columns, [row_of(act, people) for act in acts], empty=_("Nothing yet."))
    return render(request, "accounts/access_log.html", {"table": table, "shown": shown})


@page(Permission.SELF_MANAGE)
def notices(request: Request) -> HttpResponse:
    """What this person was not yet shown; seen when they say so."""
    if request.method == "POST":
        mark_seen(by=request.actor, notices=_ids(request.POST.getlist("notice")))
        return redirect("notices")
    rows = [row_of_notice(notice) for notice in unseen_for(request.actor)]
    return render(request, "accounts/notices.html", {"rows": rows})


def _ids(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found

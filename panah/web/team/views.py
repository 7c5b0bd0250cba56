from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.team import queries


@page(Permission.TEAM_VIEW)
def team(request: Request) -> HttpResponse:
    """Who carries how much, and what is late."""
    now = timezone.now()
    context = {"table": queries.caseload(request.actor, now), "unled": queries.unled(request.actor)}
    return render(request, "team/team.html", context)

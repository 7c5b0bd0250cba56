import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.outings.actions import (
    add_member,
    open_outing,
    remove_member,
    say_nothing_left,
    say_same,
    say_seen,
    undo_same,
)
from panah.casework.outings.codes import MigrationCheck
from panah.casework.outings.models import OutingMember
from panah.casework.outings.queries import (
    children_of,
    may_lead,
    may_screen,
    members_of,
    outings_of,
    pairs_that_look_alike,
    phones_away,
    standings,
)
from panah.foundation.accounts.queries import members_with
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES
from panah.foundation.security.sealed import reveal
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm
from panah.web.components.lists import ON_A_PAGE
from panah.web.components.values import Table
from panah.web.outings import queries
from panah.web.outings.finding import child_or_404, led_outing_or_404, outing_or_404, own_outing_or_404
from panah.web.outings.forms import MemberForm, OutingForm

ON_THE_WAY = tuple(role for role, card in ROLES.items() if Permission.OUTING_WORK in card.permissions)


def _colleagues(request: Request) -> list[Any]:
    """Whoever may write down whom they meet."""
    return list({one.pk: one for one in members_with(request.actor.organisation, *ON_THE_WAY)}.values())


@page(Permission.OUTING_VIEW)
def outing_list(request: Request) -> HttpResponse:
    """The own outings; for those who lead the office all of them."""
    pages = Paginator(outings_of(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    table = Table(
        queries.list_columns(), [queries.list_row(one) for one in pages],
        empty=_("No outing yet. Open one in the office, before you leave."),
    )  # fmt: skip
    return render(request, "outings/list.html", {"table": table, "pages": pages if pages.has_other_pages() else None})


@page(Permission.OUTING_VIEW)
def numbers(request: Request) -> HttpResponse:
    """By place and month; of the own outings, and for those who lead the office of all of them."""
    years = list(outings_of(request.actor).dates("starts_at", "year", order="DESC"))
    offered = [day.year for day in years] or [clock.today().year]
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, offered) else offered[0]
    table = queries.numbers_table(request.actor, queries.of_year(outings_of(request.actor), year))
    return render(request, "outings/numbers.html", {"table": table, "years": offered, "year": year})


@page(Permission.OUTING_OPEN)
def new(request: Request) -> HttpResponse:
    """Where, when, with whom and what for."""
    now = timezone.localtime(clock.now())
    me = request.actor.id
    form = OutingForm(
        posted(request), people=_colleagues(request),
        initial={"day": now.date(), "hour": now.time().replace(second=0, microsecond=0), "leader": me},
    )  # fmt: skip
    made = sent(request, form, lambda: open_outing(by=request.actor, details=form.details(), idempotency_key=form.key))
    if made is not None:
        messages.success(request, _("The outing is open. Take the form along before you leave the network."))
        return redirect("outing", made.code)
    return form_page(
        request, form, _("Open an outing"), back_url=reverse("outing-list"), back_label=_("Outings"), button=_("Open")
    )


@page(Permission.OUTING_VIEW)
def outing(request: Request, code: str) -> HttpResponse:
    """What is going on: numbers, who was handed on and how it stands, phones that are still away."""
    here = outing_or_404(request.actor, code)
    children, members = children_of(request.actor, here), members_of(here)
    away, away_words = queries.away_words(here)
    leads = may_lead(request.actor, here)
    context = {
        "outing": here, "facts": queries.facts_of(here, members, children), "state": queries.state_of(here),
        "children": queries.children_table(children, standings(children)), "tally": queries.tally_table(here),
        "pairs": [(a.code, b.code) for a, b in pairs_that_look_alike(children)] if leads else [],
        "same": queries.same_table(children) if leads else None,
        "may_screen": may_screen(request.actor, here), "may_lead": leads,
        "away": away, "away_words": away_words, "phones": phones_away(request.actor, here),
        "has_late": any(one.is_late or one.from_former_member for one in children),
        "is_checked": here.migration_check == MigrationCheck.MADE, "once": OnceForm(),
    }  # fmt: skip
    return render(request, "outings/outing.html", context)


@page(Permission.OUTING_LEAD)
def members(request: Request, code: str) -> HttpResponse:
    """Who goes along; whoever is taken out sees nothing more of it."""
    here = led_outing_or_404(request.actor, code)
    form = MemberForm(posted(request), people=_colleagues(request))

    def act() -> OutingMember:
        data = form.cleaned_data
        return add_member(
            by=request.actor, outing=here, person=form.people.get(data["person"]), post=data["post"], body=data["body"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Added."))
        return redirect("outing-members", here.code)
    rows = [(one.pk, queries.member_words(one), one.person_id == here.leader_id) for one in members_of(here)]
    return form_page(
        request, form, _("Who goes along"), code=here.code, back_url=reverse("outing", args=[here.code]),
        template="outings/members.html", rows=rows, button=_("Add"), is_open=here.is_open,
    )  # fmt: skip


def _done(request: Request, act: Any, words: str) -> None:
    """One step that a button takes; a refusal is said where it leads back."""
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, words)


@page(Permission.OUTING_LEAD)
@require_POST
def member_remove(request: Request, code: str, member_id: uuid.UUID) -> HttpResponse:
    here = led_outing_or_404(request.actor, code)
    found = next((one for one in members_of(here) if one.pk == member_id), None)
    if found is None:
        raise Http404
    _done(
        request, lambda: remove_member(by=request.actor, outing=here, member=found),
        _("Taken out. What their phone still carries is taken in, and marked."),
    )  # fmt: skip
    return redirect("outing-members", here.code)


@page(Permission.OUTING_LEAD)
@require_POST
def seen(request: Request, code: str) -> HttpResponse:
    """What came late was read; by those who lead the office also that there was a check."""
    here = led_outing_or_404(request.actor, code)
    _done(request, lambda: say_seen(by=request.actor, outing=here), _("Noted that you have seen it."))
    return redirect("outing", here.code)


@page(Permission.OUTING_WORK)
@require_POST
def nothing_left(request: Request, code: str) -> HttpResponse:
    """The own phone is empty."""
    here = own_outing_or_404(request.actor, code)
    _done(request, lambda: say_nothing_left(by=request.actor, outing=here), _("Noted: nothing is left in your phone."))
    return redirect("outing", here.code)


@page(Permission.OUTING_LEAD)
def same(request: Request, code: str, child: str, other: str) -> HttpResponse:
    """Two entries side by side; a person says whether they are one child."""
    here = led_outing_or_404(request.actor, code)
    pair = [child_or_404(request.actor, here, one) for one in (child, other)]
    first, second = sorted(pair, key=lambda one: (one.arrived_at, one.code))
    form = OnceForm(posted(request))
    done = sent(
        request, form,
        lambda: say_same(by=request.actor, outing=here, child=second, other=first, idempotency_key=form.key),
    )  # fmt: skip
    if done is not None:
        messages.success(
            request, _("One child, counted once. Both entries keep their words; for 30 days you can undo it.")
        )
        return redirect("outing", here.code)
    reveal(request.actor, first, second)
    table = queries.sides_table([first, second], standings([first, second]))
    return render(request, "outings/same.html", {"outing": here, "form": form, "table": table})


@page(Permission.OUTING_LEAD)
def same_undo(request: Request, code: str, child: str) -> HttpResponse:
    """They are two after all."""
    here = led_outing_or_404(request.actor, code)
    found = child_or_404(request.actor, here, child)
    form = OnceForm(posted(request))
    if sent(request, form, lambda: undo_same(by=request.actor, outing=here, child=found)) is not None:
        messages.success(request, _("They are counted as two again."))
        return redirect("outing", here.code)
    return form_page(
        request, form, _("They are two after all"), code=found.code, back_url=reverse("outing", args=[here.code]),
        back_label=here.code, button=_("Count them as two"),
    )  # fmt: skip

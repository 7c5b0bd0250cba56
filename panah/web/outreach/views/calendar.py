from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security import clock
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.actions import add_account, close_account
from panah.programme.outreach.models import Account
from panah.programme.outreach.queries import accounts_of, posts_of_month
from panah.programme.outreach.rules import month_beside, weeks_of
from panah.web.components.flow import posted, sent
from panah.web.components.values import Chip, Column, Shown, Table, TableRow
from panah.web.outreach import words
from panah.web.outreach.post_forms import AccountForm
from panah.web.outreach.views.campaigns import may_keep

FIRST_YEAR, LAST_YEAR = 2020, 2100


@dataclass(frozen=True)
class PostLine:
    """One post within a day: when, where, how far it is."""

    hour: str
    url: str
    words: str
    chip: Chip


@dataclass(frozen=True)
class Day(Shown):
    """One day of the month, with what is planned; ``new_url`` where somebody may plan more."""

    number: int
    is_of_month: bool
    is_today: bool
    posts: tuple[PostLine, ...]
    new_url: str = ""
    template_name = "outreach/day.html"


@page(Permission.CAMPAIGN_VIEW)
def this_month(request: Request) -> HttpResponse:
    today = clock.today()
    return _month_page(request, today.year, today.month)


@page(Permission.CAMPAIGN_VIEW)
def month(request: Request, month: str) -> HttpResponse:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as no_month:
        raise Http404 from no_month
    if not FIRST_YEAR <= first.year < LAST_YEAR:
        raise Http404
    return _month_page(request, first.year, first.month)


def _month_page(request: Request, year: int, number: int) -> HttpResponse:
    """Weeks from Monday to Sunday; on a phone each week is a card with its days."""
    weeks = weeks_of(year, number)
    posts = list(posts_of_month(request.actor, weeks[0][0], weeks[-1][-1]))
    by_day: dict[date, list[PostLine]] = {}
    for post in posts:
        hour = f"{post.at_time:%H:%M}" if post.at_time else ""
        line = PostLine(hour, reverse("campaign-post", args=[post.code]), words.beginning(post), words.post_chip(post))
        by_day.setdefault(post.on, []).append(line)
    is_kept = may_keep(request) and accounts_of(request.actor, only_open=True).exists()
    rows = [
        TableRow([_week(week), *(_day(day, number, by_day.get(day, []), is_kept=is_kept) for day in week)])
        for week in weeks
    ]
    columns = [Column(_("Week")), *(Column(date_format(day, "D")) for day in weeks[0])]
    earlier, later = (month_beside(year, number, step) for step in (-1, 1))
    context = {
        "table": Table(columns, rows), "title": _month_words(year, number), "count": len(posts),
        "earlier": _slug(*earlier), "later": _slug(*later), "may_keep": may_keep(request),
        "has_account": is_kept or not may_keep(request),
    }  # fmt: skip
    return render(request, "outreach/month.html", context)


def _day(day: date, month: int, posts: list[PostLine], *, is_kept: bool) -> Day:
    url = f"{reverse('campaign-post-new')}?on={day}" if is_kept and day >= clock.today() else ""
    return Day(day.day, day.month == month, day == clock.today(), tuple(posts), url)


def _week(week: list[date]) -> str:
    return f"{week[0]:%d.%m}–{week[-1]:%d.%m}"


def _slug(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _month_words(year: int, month: int) -> str:
    words_of_month = date_format(date(year, month, 1), "F Y")
    return words_of_month[:1].upper() + words_of_month[1:]


@page(Permission.CAMPAIGN_KEEP)
def accounts(request: Request) -> HttpResponse:
    """The accounts of the own organisation; nothing of a password is asked or kept."""
    form = AccountForm(posted(request))

    def act() -> Account:
        data = form.cleaned_data
        return add_account(by=request.actor, network=data["network"], handle=data["handle"], idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("In the list. Posts can be planned for it."))
        return redirect("campaign-accounts")
    rows = [(one, words.account_words(one)) for one in accounts_of(request.actor)]
    return render(request, "outreach/accounts.html", {"form": form, "accounts": rows})


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def account_close(request: Request, code: str) -> HttpResponse:
    """Nothing more is planned for it, or something is again."""
    found: Account = get_object_or_404(
        Account.objects.visible_to(request.actor), code=normalise_code(code) or "-"
    )  # fmt: skip
    close_account(by=request.actor, account=found, is_active=not found.is_active)
    messages.success(request, _("Saved."))
    return redirect("campaign-accounts")

"""Papers of a house: admission, exit letter, the month, the house rules. None holds an address, an event or a diagnosis."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from panah.casework.services.models import Provider
from panah.casework.stays.models import Stay
from panah.casework.stays.queries import Month, month_of_house
from panah.casework.stays.rules import month_of
from panah.engines.tables.writing import delimited
from panah.foundation.reference.codes import code_list, content_table
from panah.foundation.security import audit, clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.child_words import language_now
from panah.web.components.values import Column, Fact, Figure, Table, TableRow
from panah.web.stays import finding, queries
from panah.web.stays.forms import MonthForm

ON_PAPER = ("kk", "ru")
MONTHS_OFFERED = 24
ON_THE_FORM = ("name", "brought_by", "belongings", "health_now", "allergies")
RULES = "letters/house_rules.toml"


def _language(request: Request) -> str:
    """Of the document, which need not be that of the reader."""
    wanted = request.GET.get("language", language_now())
    return wanted if wanted in ON_PAPER else ON_PAPER[0]


def _in(language: str, template: str, context: Callable[[], dict[str, Any]]) -> SafeString:
    with translation.override(language):
        return SafeString(render_to_string(template, context()))


def _page(request: Request, stay: Stay, title: str, paper: SafeString, name: str) -> HttpResponse:
    context = {
        "stay": stay, "title": title, "paper": paper, "print_code": stay.code,
        "languages": [
            (f"{reverse(name, args=[stay.code])}?language={code}", label, code == _language(request))
            for code, label in queries.languages() if code in ON_PAPER
        ],
    }  # fmt: skip
    return render(request, "stays/paper.html", context)


@page(Permission.STAY_VIEW)
def guest_form(request: Request, code: str) -> HttpResponse:
    """The admission on paper, to be signed; it holds the name, so that the access log keeps who drew it."""
    stay = finding.guest_or_404(request.actor, code)
    reveal(request.actor, stay, only=ON_THE_FORM)
    paper = _in(
        _language(request),
        "stays/paper_admission.html",
        lambda: _values(stay, _admission_facts),
    )
    return _page(request, stay, _("Admission form"), paper, "guest-form")


def _values(stay: Stay, facts: Callable[[Stay], list[Fact]]) -> dict[str, Any]:
    language = language_now()
    return {
        "stay": stay,
        "facts": facts(stay),
        "house": stay.provider.label(language), "phone": queries.house_phone(stay.provider),
        "organisation": stay.provider.organisation.label(language),
    }  # fmt: skip


def _admission_facts(stay: Stay) -> list[Fact]:
    names = dict(queries.languages())
    return [
        Fact(_("Name, as the guest says it"), queries.sealed(stay, "name")),
        Fact(_("Who"), queries.who(stay)),
        Fact(_("Came"), queries.moment_words(stay.admitted_at)),
        Fact(
            _("Who brought the guest"),
            _with(code_list("came_from").label(stay.came_from), queries.sealed(stay, "brought_by")),
        ),
        Fact(_("Language"), code_list("languages_spoken").label(stay.language)),
        Fact(_("Health now"), queries.sealed(stay, "health_now").splitlines()),
        Fact(_("Allergies and medicines"), queries.sealed(stay, "allergies")),
        Fact(_("Belongings"), queries.sealed(stay, "belongings").splitlines()),
        Fact(_("House rules read in"), names.get(stay.rules_language, "")),
        Fact(_("Agrees to stay"), code_list("stay_consents").label(stay.consent)),
        Fact(_("Photograph"), _("none is taken")),
    ]


def _with(*words: str) -> str:
    return ", ".join(word for word in words if word)


@page(Permission.STAY_VIEW)
def guest_letter(request: Request, code: str) -> HttpResponse:
    """What the guest takes along: how long they stayed, and whom to telephone."""
    stay = finding.guest_or_404(request.actor, code)
    if stay.left_at is None:
        return redirect("guest", stay.code)
    reveal(request.actor, stay, only=("name", "left_with", "follow_up"))
    paper = _in(_language(request), "stays/paper_exit.html", lambda: _values(stay, _exit_facts))
    return _page(request, stay, _("Exit letter"), paper, "guest-letter")


def _exit_facts(stay: Stay) -> list[Fact]:
    zone = queries.zone_at(stay.provider)
    left = stay.left_at or clock.now()
    nights = (left.astimezone(zone).date() - stay.admitted_at.astimezone(zone).date()).days
    facts = [
        Fact(_("Name, as the guest says it"), queries.sealed(stay, "name")),
        Fact(_("Came"), queries.moment_words(stay.admitted_at)),
        *queries.exit_facts(stay),
        Fact(_("Nights"), str(nights)),
        Fact(_("What was agreed for afterwards"), queries.sealed(stay, "follow_up").splitlines()),
    ]
    facts[4] = Fact(
        _("With whom they leave"),
        _with(code_list("leaves_with").label(stay.leaves_with), queries.sealed(stay, "left_with")),
    )
    return facts


@page(Permission.STAY_VIEW)
def house_month(request: Request, house: str) -> HttpResponse:
    """Nights, occupancy and stays of a month, by code; for the ministry and for whoever runs the house."""
    place = finding.house_or_404(request.actor, house)
    months = _months()
    first = _month_asked(request, months)
    month = month_of_house(request.actor, place, *month_of(first))
    language = _language(request)
    form = MonthForm({"month": first.isoformat()}, months=[(one.isoformat(), _month_words(one)) for one in months])
    address = reverse("house-month", args=[place.code])
    context = {
        "house": place, "filter": form, "print_code": place.code, "month": first,
        "paper": _in(language, "stays/paper_month.html", lambda: _month_paper(place, first, month)),
        "file_url": f"{reverse('house-month-file', args=[place.code])}?month={first.isoformat()}",
        "languages": [
            (f"{address}?month={first.isoformat()}&language={code}", label, code == language)
            for code, label in queries.languages() if code in ON_PAPER
        ],
    }  # fmt: skip
    return render(request, "stays/month.html", context)


def _months() -> list[date]:
    found = [clock.today().replace(day=1)]
    while len(found) < MONTHS_OFFERED:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _month_asked(request: Request, months: list[date]) -> date:
    wanted = request.GET.get("month", "")
    return next((month for month in months if month.isoformat() == wanted), months[0])


def _month_words(first: date) -> str:
    return date_format(first, "YEAR_MONTH_FORMAT")


def _month_paper(place: Provider, first: date, month: Month) -> dict[str, Any]:
    whole = month.whole
    average = "—" if whole.average_stay is None else _with_comma(whole.average_stay)
    figures = [
        Figure(whole.nights, _("nights slept")),
        Figure("—" if whole.per_cent is None else f"{whole.per_cent} %", _("of the nights that were possible")),
        Figure(whole.guests, _("guests")),
        Figure(average, _("nights of a stay that ended, on average")),
        Figure(month.incidents, _("incidents")),
    ]
    labels = [*(Column(label) for label in _labels()[:-1]), Column(_labels()[-1], is_number=True)]
    rows = [TableRow(cells) for cells in _lines(month)]
    return {
        "house": place.label(language_now()), "organisation": place.organisation.label(language_now()),
        "title": _month_words(first), "figures": figures, "day": clock.today(), "beds": month.in_use,
        "table": Table(labels, rows, empty=_("Nobody slept here this month.")),
    }  # fmt: skip


def _with_comma(number: float) -> str:
    return f"{number:.1f}".replace(".", "," if language_now() != "en" else ".")


def _labels() -> list[str]:
    return [_("Code"), _("Who"), _("Came"), _("Left the house"), _("Nights")]


def _lines(month: Month) -> list[list[Any]]:
    return [
        [
            stay.code,
            queries.who(stay),
            queries.moment_words(stay.admitted_at),
            queries.moment_words(stay.left_at) or "—",
            nights,
        ]
        for stay, nights in month.rows
    ]


@page(Permission.STAY_VIEW)
def house_month_file(request: Request, house: str) -> HttpResponse:
    """The same rows for a spreadsheet. What leaves the building leaves a line in the audit chain."""
    place = finding.house_or_404(request.actor, house)
    first = _month_asked(request, _months())
    month = month_of_house(request.actor, place, *month_of(first))
    header, rows = _labels(), [[str(cell) for cell in cells] for cells in _lines(month)]
    audit.append_alone(audit.Event(request.actor, "stays.export_month", "provider", place.code, [], len(rows)))
    response = HttpResponse(delimited(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="M-{place.code}-{first:%Y%m}.csv"'
    return response


@page(Permission.STAY_VIEW)
def house_rules(request: Request) -> HttpResponse:
    """What everybody is told on the first evening, with pictures, in the language that they read."""
    words: dict[str, dict[str, str]] = content_table(RULES)["words"]
    language = request.GET.get("language", language_now())
    if language not in dict(queries.languages()):
        raise Http404
    reviewed = content_table(RULES)["reviewed"]
    said = {name: one[language] for name, one in words.items()}
    context = {
        "spoken": language, "title_words": said.pop("title"), "lead_words": said.pop("lead"),
        "rules": list(said.items()), "is_reviewed": language in ("kk", "ru", "en") or bool(reviewed.get(language)),
        "languages": [
            (f"{reverse('house-rules')}?language={code}", label, code == language) for code, label in queries.languages()
        ],
    }  # fmt: skip
    return render(request, "stays/rules.html", context)

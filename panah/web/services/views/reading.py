from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.services.models import Provider, ProviderQuerySet
from panah.casework.services.queries import Offer, correction_of, has_people, may_keep, offers_of
from panah.casework.services.rules import NEVER_OFFERED
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Column, Fact, FilterTag, Table, TableRow, Tone, telephone
from panah.web.services.forms import FilterForm
from panah.web.services.words import confirmed_chip, hours_words, interpreter_lines, where_words

ON_A_PAGE = 25
FILTERS = ("kind", "service", "region", "language", "night")


@page(Permission.DIRECTORY_VIEW)
def provider_list(request: Request) -> HttpResponse:
    """Who helps with what and where, and when this was last confirmed."""
    form = FilterForm(request.GET)
    everything = Provider.objects.visible_to(request.actor).filter(is_active=True, organisation__is_active=True)
    rows, chosen = _filtered(everything, form)
    ordered = rows.select_related("organisation", "place__parent__parent").order_by(_feared(), "name_kk", "code")
    shown = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "tags": _tags(form, chosen),
        "table": _table(offers_of(shown.object_list)),
        "page_obj": shown,
        "shown": shown.paginator.count,
        "total": everything.count() if chosen else shown.paginator.count,
        "can_add": Permission.DIRECTORY_EDIT in request.actor.permissions,
        "can_ask": Permission.PLACES_ASK in request.actor.permissions,
        "can_count": Permission.REFUSALS_READ in request.actor.permissions,
    }
    return render(request, "services/list.html", context)


def _feared() -> Case:
    """Who may have to be feared is never first (S1)."""
    return Case(When(kind__in=NEVER_OFFERED, then=Value(1)), default=Value(0), output_field=IntegerField())


def _filtered(rows: ProviderQuerySet, form: FilterForm) -> tuple[ProviderQuerySet, dict[str, str]]:
    form.is_valid()
    chosen = {name: value for name in FILTERS if (value := form.cleaned_data.get(name))}
    if kind := chosen.get("kind"):
        rows = rows.filter(kind=kind)
    if service := chosen.get("service"):
        rows = rows.offering(service)
    if region := chosen.get("region"):
        rows = rows.within(region)
    if language := chosen.get("language"):
        rows = rows.annotate(words=Cast("languages", TextField()))
        rows = rows.filter(Q(words__contains=f'"{language}"') | Q(pk__in=rows.speaking(language).values("pk")))
    if chosen.get("night"):
        rows = rows.filter(is_open_at_night=True)
    return rows, chosen


def _tags(form: FilterForm, chosen: dict[str, str]) -> list[FilterTag]:
    tags = []
    for name, value in chosen.items():
        label = dict(form.fields[name].choices)[value]  # type: ignore[attr-defined]
        rest = urlencode({other: kept for other, kept in chosen.items() if other != name})
        tags.append(FilterTag(str(label), f"{reverse('provider-list')}?{rest}"))
    return tags


def _table(offers: list[Offer]) -> Table:
    labels = (_("Who helps"), _("Services"), _("Where"), _("Languages"), _("Duty phone"), _("Confirmed on"))
    rows = [TableRow(_cells(offer), reverse("provider", args=[offer.provider.code])) for offer in offers]
    return Table([Column(label) for label in labels], rows, empty=_("Nobody fits. Remove a filter."))


def _cells(offer: Offer) -> list[object]:
    provider, language = offer.provider, language_now()
    spoken = code_list("languages_spoken").labels(provider.languages)
    return [
        provider.label(language), ", ".join(code_list("service_types").labels(list(offer.service_types))) or "—",
        where_words(provider), ", ".join([*spoken, *interpreter_lines(offer.interpreters)]) or "—",
        telephone(provider.phone(), "—"), confirmed_chip(offer),
    ]  # fmt: skip


@page(Permission.DIRECTORY_VIEW)
def provider(request: Request, code: str) -> HttpResponse:
    """One entry. A shelter has a code name and a phone; no page knows an address."""
    entry = entry_or_404(request, code)
    offer = offers_of([entry])[0]
    context = {
        "entry": entry,
        "name": entry.label(language_now()),
        "facts": facts_of(offer),
        "may_be_wrong": offer.may_be_wrong and entry.is_active,
        "is_feared": entry.kind in NEVER_OFFERED,
        **_doors(request.actor, entry),
    }
    return render(request, "services/provider.html", context)


def _doors(actor: Actor, entry: Provider) -> dict[str, Any]:
    """What this person may do with the entry."""
    can_edit = Permission.DIRECTORY_EDIT in actor.permissions and entry.is_active
    is_kept = can_edit and may_keep(actor, entry)
    is_empty = can_edit and not has_people(entry.organisation)
    return {
        "can_keep": is_kept,
        "can_send_link": is_kept and is_empty,
        "can_look_after": is_empty and entry.keeper_id is None and not is_kept,
        "correction": correction_of(actor, entry) if is_kept else None,
    }


def facts_of(offer: Offer) -> list[Fact]:
    entry, language = offer.provider, language_now()
    spoken: list[object] = list(code_list("languages_spoken").labels(entry.languages))
    served = [place.label(language) for place in Place.objects.filter(pk__in=offer.serves)] if offer.serves else []
    facts = [
        Fact(_("Kind of place"), code_list("provider_kind").label(entry.kind)),
        Fact(_("Organisation"), entry.organisation.label(language)),
        Fact(_("Services"), code_list("service_types").labels(list(offer.service_types))),
        Fact(_("Who pays for the place"), code_list("funding").label(entry.funding)),
        Fact(_("Where"), [where_words(entry), *served]),
        Fact(_("Hours"), hours_words(entry)),
        Fact(_("Duty phone"), telephone(entry.phone())),
        Fact(_("Whom to ask for"), entry.whom_to_ask_for) if entry.whom_to_ask_for else None,
        Fact(_("Languages"), spoken),
        Fact(_("Interpreters"), list(interpreter_lines(offer.interpreters))) if offer.interpreters else None,
        Fact(_("Takes children who come alone"), code_list("yes_no_unknown").label(entry.takes_children_alone)),
        Fact(_("Confirmed on"), chip=confirmed_chip(offer)),
    ]
    return [fact for fact in [*_at_night(entry), *facts] if fact is not None]


def _at_night(entry: Provider) -> list[Fact]:
    """What somebody must see first at 22:30."""
    found = []
    if entry.takes_nobody_now:
        found.append(Fact(_("Takes nobody now"), chip=Chip(Tone.DUE, _("says that it takes nobody now"))))
    night: list[object] = [_("Open at night")] if entry.is_open_at_night else []
    night += [telephone(entry.night_phone)] if entry.night_phone else []
    return [*found, Fact(_("At night"), night)] if night else found


def entry_or_404(request: Request, code: str) -> Provider:
    """An entry that left the directory stays readable: somebody may have its page open."""
    rows = Provider.objects.visible_to(request.actor).filter(code=normalise_code(code) or "-")
    entry = rows.select_related("organisation", "place__parent__parent").first()
    if entry is None:
        raise Http404
    return entry

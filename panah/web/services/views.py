from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.services.actions import confirm_provider
from panah.casework.services.models import Provider, ProviderQuerySet
from panah.casework.services.queries import Offer, offers_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Column, Fact, FilterTag, Table, TableRow, Tone
from panah.web.services.forms import FilterForm

ON_A_PAGE = 25


@page(Permission.DIRECTORY_VIEW)
def provider_list(request: Request) -> HttpResponse:
    """Who helps with what and where, and when this was last confirmed."""
    form = FilterForm(request.GET)
    everything = Provider.objects.visible_to(request.actor).filter(is_active=True, organisation__is_active=True)
    rows, chosen = _filtered(everything, form)
    ordered = rows.select_related("organisation", "place__parent__parent").order_by("name_kk", "code")
    shown = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "tags": _tags(form, chosen),
        "table": _table(offers_of(shown.object_list)),
        "page_obj": shown,
        "shown": shown.paginator.count,
        "total": everything.count() if chosen else shown.paginator.count,
    }
    return render(request, "services/list.html", context)


def _filtered(rows: ProviderQuerySet, form: FilterForm) -> tuple[ProviderQuerySet, dict[str, str]]:
    form.is_valid()
    chosen = {name: value for name in ("service", "region") if (value := form.cleaned_data.get(name))}
    if service := chosen.get("service"):
        rows = rows.offering(service)
    if region := chosen.get("region"):
        rows = rows.filter(Q(place=region) | Q(place__parent=region) | Q(place__isnull=True))
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
    return [
        provider.label(language), ", ".join(code_list("service_types").labels(list(offer.service_types))),
        _where(provider), ", ".join(code_list("languages_spoken").labels(provider.languages)) or "—",
        provider.duty_phone or provider.organisation.duty_phone or "—", _confirmed(offer),
    ]  # fmt: skip


def _where(provider: Provider) -> str:
    return provider.place.label(language_now()) if provider.place else _("Whole country")


def _confirmed(offer: Offer) -> Chip:
    day = offer.provider.confirmed_on
    words = f"{day:%d.%m.%Y}" if day else _("never")
    if not offer.may_be_wrong:
        return Chip(Tone.OK, words)
    return Chip(Tone.MUTE, words + ", " + _("may be wrong"))


@page(Permission.DIRECTORY_VIEW)
def provider(request: Request, code: str) -> HttpResponse:
    """One entry. A shelter has a code name and a phone; no page knows an address."""
    entry = _entry_or_404(request, code)
    offer = offers_of([entry])[0]
    spoken: list[object] = list(code_list("languages_spoken").labels(entry.languages))
    phone = entry.duty_phone or entry.organisation.duty_phone
    facts = [
        Fact(_("Organisation"), entry.organisation.label(language_now())),
        Fact(_("Services"), code_list("service_types").labels(list(offer.service_types))),
        Fact(_("Where"), _where(entry)),
        Fact(_("Languages"), spoken),
        Fact(_("Duty phone"), phone),
        Fact(_("Confirmed on"), chip=_confirmed(offer)),
    ]
    is_own = str(entry.organisation_id) == request.actor.organisation
    context = {
        "entry": entry,
        "name": entry.label(language_now()),
        "facts": facts,
        "may_be_wrong": offer.may_be_wrong,
        "can_confirm": is_own and Permission.DIRECTORY_EDIT in request.actor.permissions,
    }
    return render(request, "services/provider.html", context)


@page(Permission.DIRECTORY_EDIT)
@require_POST
def provider_confirm(request: Request, code: str) -> HttpResponse:
    """Still true: one button."""
    entry = _entry_or_404(request, code)
    try:
        confirm_provider(by=request.actor, provider=entry)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Confirmed today."))
    return redirect("provider", entry.code)


def _entry_or_404(request: Request, code: str) -> Provider:
    rows = Provider.objects.visible_to(request.actor).filter(code=normalise_code(code) or "-", is_active=True)
    entry = rows.select_related("organisation", "place__parent__parent").first()
    if entry is None:
        raise Http404
    return entry

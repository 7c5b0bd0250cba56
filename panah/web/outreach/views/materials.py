from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.engines.letters.press import CannotPrint
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.actions import add_material, change_material
from panah.programme.outreach.models import CampaignMaterial
from panah.programme.outreach.queries import given_out
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.library.words import spoken
from panah.web.outreach import words
from panah.web.outreach.finding import campaign_or_404, material_or_404, shelf_for
from panah.web.outreach.forms import MaterialForm, known_material
from panah.web.outreach.posters import pdf_of, why_not_yet
from panah.web.outreach.views.campaigns import back_to, may_keep
from panah.web.papers.press import pdf_answer


@page(Permission.CAMPAIGN_KEEP)
def material_new(request: Request, code: str) -> HttpResponse:
    """A poster, a spot, a giveaway: its words in both languages stand side by side."""
    found = campaign_or_404(request.actor, code)
    form = MaterialForm(posted(request), shelf=shelf_for(request.actor))
    del form.fields["version"]

    def act() -> CampaignMaterial:
        return add_material(by=request.actor, campaign=found, details=form.details(), idempotency_key=form.key)

    made = sent(request, form, act)
    if made is not None:
        messages.success(request, _("Written."))
        return redirect("campaign-material", made.code)
    return form_page(request, form, _("New material"), **back_to(found))


@page(Permission.CAMPAIGN_VIEW)
def material(request: Request, code: str) -> HttpResponse:
    """One material, what it lacks, its paper, and where it went."""
    found = material_or_404(request.actor, code)
    rows = list(
        found.distributions.filter(taken_back_at=None).select_related("place", "by_institution").order_by("-on", "pk")
    )
    context = {
        "material": found, "heading": found.heading(language_now()), "chip": words.missing_chip(found),
        "facts": words.material_facts(found, given_out(found)), "given": words.given_table(rows), "rows": rows,
        "may_keep": may_keep(request), "missing": spoken(found.missing), "print_code": found.code,
    }  # fmt: skip
    return render(request, "outreach/material.html", context)


@page(Permission.CAMPAIGN_KEEP)
def material_change(request: Request, code: str) -> HttpResponse:
    found = material_or_404(request.actor, code)
    form = editing(
        request, MaterialForm, lambda: known_material(material_or_404(request.actor, code)),
        shelf=shelf_for(request.actor),
    )  # fmt: skip

    def act() -> CampaignMaterial:
        version = form.cleaned_data["version"] or 0
        return change_material(by=request.actor, material=found, details=form.details(), version=version)

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("campaign-material", found.code)
    back = reverse("campaign-material", args=[found.code])
    return form_page(request, form, _("Change the material"), code=found.code, back_url=back, back_label=found.code)


@page(Permission.CAMPAIGN_VIEW)
def poster(request: Request, code: str) -> HttpResponse:
    """The paper in Kazakh and Russian on one sheet: for the wall, or four leaflets to cut out."""
    found = material_or_404(request.actor, code)
    reason = why_not_yet(found)
    if reason:
        messages.warning(request, reason)
        return redirect("campaign-material", found.code)
    is_leaflet = request.GET.get("leaflet") == "1"
    address = request.build_absolute_uri("/refer/")
    try:
        pdf = pdf_of(found, address, is_leaflet=is_leaflet)
    except CannotPrint:
        messages.warning(request, _("The paper could not be made. Look whether its words hold unusual signs."))
        return redirect("campaign-material", found.code)
    return pdf_answer(pdf, f"{found.code}-{'a6' if is_leaflet else 'a4'}.pdf")

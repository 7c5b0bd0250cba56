"""The organisations that carry the programme: since when and by which paper."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions import begin_partnership, end_partnership
from panah.programme.directory.models import Partnership
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm
from panah.web.components.values import Column, Link, Table, TableRow
from panah.web.fields import DateParts, DatePartsField
from panah.web.stakeholders.queries import KEEPS


class PartnerForm(OnceForm):
    """Which organisation, since when, by which paper."""

    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"))
    paper = forms.CharField(
        label=gettext_lazy("Paper"), max_length=120, help_text=gettext_lazy("Name, number and day of the agreement.")
    )
    since = DatePartsField(label=gettext_lazy("Since"), widget=DateParts())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {one.code: one for one in Organisation.objects.filter(is_active=True).order_by("code")}
        choices = [("", ""), *((code, one.label(language_now())) for code, one in self._known.items())]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Organisation:
        return self._known[self.cleaned_data["organisation"]]


class PartnerEndForm(OnceForm):
    until = DatePartsField(label=gettext_lazy("Last day"), widget=DateParts())


@page(Permission.STAKEHOLDER_VIEW)
def partners(request: Request) -> HttpResponse:
    """Who carries the programme now, and who did."""
    rows = Partnership.objects.visible_to(request.actor).select_related("organisation__place", "brought_by")
    may_keep = Permission.STAKEHOLDER_KEEP in request.actor.permissions
    kept = set(Partnership.objects.visible_to(request.actor, KEEPS).values_list("pk", flat=True)) if may_keep else set()
    columns = [
        Column(_("Organisation")),
        Column(_("Kind")),
        Column(_("Paper")),
        Column(_("Since")),
        Column(_("Last day")),
        Column(_("Written down by")),
        *([Column("")] if kept else []),
    ]
    listed = [
        _row(row, may_keep=row.pk in kept, has_doors=bool(kept)) for row in rows.order_by("since", "organisation__code")
    ]
    table = Table(
        columns, listed,
        empty=_("No partner is written down yet."),
    )  # fmt: skip
    return render(request, "stakeholders/partners.html", {"partners": table, "may_keep": may_keep})


def _row(row: Partnership, *, may_keep: bool, has_doors: bool) -> TableRow:
    of = row.organisation
    cells: list[object] = [
        of.label(language_now()), code_list("organisation_kinds").label(of.kind), row.paper,
        date_format(row.since, "SHORT_DATE_FORMAT"), date_format(row.until, "SHORT_DATE_FORMAT") if row.until else "",
        row.brought_by.label(language_now()) if row.brought_by else "",
    ]  # fmt: skip
    if has_doors:
        ends = may_keep and row.until is None
        cells.append(
            Link(reverse("stakeholder-partner-end", args=[of.code]), _("The partnership ends")) if ends else ""
        )
    return TableRow(cells)


@page(Permission.STAKEHOLDER_KEEP)
def partner_new(request: Request) -> HttpResponse:
    form = PartnerForm(posted(request))

    def act() -> Partnership:
        data = form.cleaned_data
        return begin_partnership(by=request.actor, organisation=form.chosen, paper=data["paper"], since=data["since"])

    if sent(request, form, act) is not None:
        return redirect("stakeholder-partners")
    return form_page(
        request, form, _("New partner"), back_url=reverse("stakeholder-partners"), back_label=_("Partners"),
        button=_("Save"),
    )  # fmt: skip


@page(Permission.STAKEHOLDER_KEEP)
def partner_end(request: Request, code: str) -> HttpResponse:
    """The agreement ended, or ends on a day."""
    partnership = _partner_or_404(request.actor, code)
    form = PartnerEndForm(posted(request))

    def act() -> Partnership:
        return end_partnership(by=request.actor, partnership=partnership, until=form.cleaned_data["until"])

    if sent(request, form, act) is not None:
        return redirect("stakeholder-partners")
    return form_page(
        request, form, _("The partnership ends"), lead=f"{partnership.organisation.label(language_now())}, {partnership.paper}",
        back_url=reverse("stakeholder-partners"), back_label=_("Partners"), button=_("Save"),
    )  # fmt: skip


def _partner_or_404(actor: Actor, code: str) -> Partnership:
    rows = Partnership.objects.visible_to(actor, KEEPS).filter(organisation__code=code, until=None)
    found = rows.select_related("organisation").first()
    if found is None:
        raise Http404
    return found

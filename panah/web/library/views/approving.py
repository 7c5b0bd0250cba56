from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions import approve_item, restore_item, withdraw_item
from panah.programme.library.models import Item
from panah.programme.library.queries import what_waits
from panah.web.components.flow import form_page, posted, sent
from panah.web.library import words
from panah.web.library.forms import ApproveForm, WithdrawForm
from panah.web.library.views.reading import item_or_404, keeps


def _own_or_404(request: Request, code: str, permission: Permission) -> Item:
    found = item_or_404(request.actor, code)
    if not keeps(request.actor, found, permission):
        raise Http404
    return found


@page(Permission.LIBRARY_APPROVE)
def approve(request: Request, code: str) -> HttpResponse:
    """All that waits, to be read on this page, and one tick."""
    found = _own_or_404(request, code, Permission.LIBRARY_APPROVE)
    waiting = what_waits(found)
    form = ApproveForm(posted(request), initial={"shown": waiting.key})
    back = reverse("library-item", args=[found.code])
    if request.method == "GET" and not waiting.is_something:
        return redirect("library-item", found.code)

    def act() -> Item:
        data = form.cleaned_data
        return approve_item(by=request.actor, item=found, is_read=data["is_read"], shown=data["shown"])

    if sent(request, form, act) is not None:
        messages.success(request, _("Approved. Whoever uses an older version is told."))
        return redirect("library-item", found.code)
    form.show(waiting.key)
    audiences = code_list("library_audience")
    return form_page(
        request, form, _("Read and approve"), code=found.code, back_url=back, back_label=found.code,
        template="library/approve.html", button=_("Approve"), item=found,
        lines=words.lines_of(found), editions=[(one, words.paper_words(one)) for one in waiting.editions],
        notes=words.notes_of(waiting.editions), audience=audiences.label(found.audience),
        audience_now=audiences.label(found.open_to) if waiting.is_wider else "",
        is_own=request.actor.id in waiting.writers,
    )  # fmt: skip


@page(Permission.LIBRARY_KEEP)
def withdraw(request: Request, code: str) -> HttpResponse:
    found = _own_or_404(request, code, Permission.LIBRARY_KEEP)
    form = WithdrawForm(posted(request))

    def act() -> Item:
        return withdraw_item(by=request.actor, item=found, why=form.cleaned_data["why"])

    if sent(request, form, act) is not None:
        messages.success(request, _("Withdrawn. Whoever uses it is told on Today."))
        return redirect("library-item", found.code)
    return form_page(
        request, form, _("Withdraw the entry"), code=found.code, back_url=reverse("library-item", args=[found.code]),
        back_label=found.code, button=_("Withdraw"), lead=_("At once, for everybody. Its text and papers close."),
    )  # fmt: skip


@page(Permission.LIBRARY_APPROVE)
@require_POST
def restore(request: Request, code: str) -> HttpResponse:
    found = _own_or_404(request, code, Permission.LIBRARY_APPROVE)
    try:
        restore_item(by=request.actor, item=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("It holds again."))
    return redirect("library-item", found.code)

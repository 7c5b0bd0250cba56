import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from panah.foundation.documents.actions import FormHasArrived
from panah.foundation.security.pages import Request, page, public
from panah.foundation.security.permissions import Permission
from panah.web.accounts.draft_words import form_words, written_words
from panah.web.components import drafts as kept
from panah.web.components import sending

CODE = 9


@public("keeps what is written for whoever is signed in, or whose sealed mark the form carries; shows nothing")
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep what is being written, every few seconds. Also behind the lock and after the session: no text is lost."""
    path = request.POST.get(kept.AT, "")
    place, writer = kept.place_at(path), sending.writer(request)
    if place is None or writer is None:
        return HttpResponse(status=422)
    content = kept.content_of(request.POST)
    if not content:
        kept.drop(writer, place)  # the writer emptied the form
        return HttpResponse(status=204)
    try:
        is_kept = kept.keep(writer, place, content, path, sending.mark_of(request))
    except FormHasArrived:
        return HttpResponse(status=202)  # nothing is amiss, and nothing was kept: who went Back and types on is told so
    return HttpResponse(status=204 if is_kept else 422)


@page(Permission.DRAFT_KEEP)
def drafts(request: Request) -> HttpResponse:
    """Everything that one began and did not send, newest first; without a word of it."""
    rows = [
        (draft, form_words(draft.form), draft.subject_code if len(draft.subject_code) == CODE else "")
        for draft in kept.all_of(request.actor)
    ]
    return render(request, "accounts/drafts.html", {"rows": rows})


@page(Permission.DRAFT_KEEP)
def text(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """One of them by itself, where its form is not there any more: to copy, to send on, or to throw away."""
    draft = kept.one_of(request.actor, draft_id)
    if draft is None:
        raise Http404
    if request.method == "POST":
        kept.drop(request.actor, kept.Place(draft.form, draft.subject_code))
        return redirect("draft-list")
    content = dict(draft.content)
    path = str(content.pop(kept.AT, ""))
    context = {"draft": draft, "path": path, "texts": written_words(content), "what": form_words(draft.form)}
    return render(request, "accounts/draft.html", context)

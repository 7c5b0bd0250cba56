from django.http import HttpResponse
from django.views.decorators.http import require_POST

from panah.foundation.documents.actions import keep_draft
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components import drafts


@page(Permission.DRAFT_KEEP)
@require_POST
def keep(request: Request, form: str, subject: str) -> HttpResponse:
    """Keep what is being written, every few seconds. Also behind the lock: nothing is shown, and no text is lost."""
    content = drafts.content_of(request.POST)
    if not content:
        drafts.drop(request.actor, form, subject)  # the writer emptied the form
        return HttpResponse(status=204)
    try:
        keep_draft(by=request.actor, form=form, subject_code=subject, content=content)
    except Refusal as refusal:
        return HttpResponse(str(refusal.sentence), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)

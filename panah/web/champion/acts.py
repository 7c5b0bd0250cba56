"""Add what was done, in a minute; the photo, which is kept only where no child can be recognised; the kit."""

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.queries import content_of, published_content
from panah.foundation.documents.uploads import checked
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import add_photo, record_act, remove_act, take_photo_away
from panah.programme.champions.actions.refusals import ChildMayBeKnown
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.queries import plan_of, planned_of, twins_of, usable_kit
from panah.programme.champions.rules import Quarter
from panah.programme.directory.models import Institution
from panah.web.champion.finding import me_or_none, not_linked, own_act_or_404
from panah.web.champion.forms import ActForm, PhotoForm
from panah.web.champion.words import act_facts, kit_titles
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import carried_out
from panah.web.components.values import Fact
from panah.web.papers.words import LANGUAGE_NAMES

MOST_OFFERED = 60
AUTHORITIES = (
    "akimat", "ministry", "education", "health", "social_protection", "guardianship_body", "police", "border_service",
    "migration_service", "family_support_centre", "public_service_centre",
)  # fmt: skip


def act_form(request: Request, champion: Champion, **initial: object) -> ActForm:
    """What may be named: the kit, what is planned this year, the institutions of the region."""
    today = clock.today()
    region = champion.region.parent_id or champion.region.pk
    here = Institution.objects.visible_to(request.actor).filter(is_active=True, kind__in=AUTHORITIES)
    near = here.filter(Q(place=region) | Q(place__parent=region)).order_by("sort_key")[:MOST_OFFERED]
    rows = [one for year in (today.year - 1, today.year) for one in planned_of(plan_of(champion, year))]
    recent = [one for one in rows if Quarter(one.plan.year, one.quarter) >= Quarter.of(today).before]
    known = {"happened_on": today, "language": champion.language, "place": champion.region_id} | initial
    return ActForm(
        posted(request), kit=usable_kit(request.actor), planned=recent, institutions=list(near), initial=known,
        twins=partial(twins_of, champion),
    )  # fmt: skip


@page(Permission.CHAMPION_WORK)
def add(request: Request) -> HttpResponse:
    """Any act; a post that stands already is said to be counted, and nothing is written twice."""
    champion = me_or_none(request.actor)
    if champion is None:
        return not_linked(request)
    form = act_form(request, champion, planned=normalise_code(request.GET.get("planned", "")))
    made = sent(
        request, form,
        lambda: record_act(by=request.actor, champion=champion, details=form.details(), idempotency_key=form.key),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Written down. It is counted."))
        return redirect("champion-act-photo" if form.cleaned_data["has_photo"] else "champion-act", made.code)
    return form_page(request, form, _("Add what you did"), back_url=reverse("champion-plan"), back_label=_("My plan"))


@page(Permission.CHAMPION_WORK)
def done(request: Request, code: str) -> HttpResponse:
    """One act, as it stands."""
    act = own_act_or_404(request.actor, code)
    reveal(request.actor, act)
    facts = [*act_facts(act), *([Fact(_("From the kit"), used)] if (used := kit_titles([act])) else [])]
    return render(request, "champion/act.html", {"act": act, "facts": facts})


@page(Permission.CHAMPION_WORK)
@require_POST
def remove(request: Request, code: str) -> HttpResponse:
    """Written down by mistake."""
    act = own_act_or_404(request.actor, code)
    try:
        remove_act(by=request.actor, act=act)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("champion-act", act.code)
    messages.success(request, _("Removed. It is counted no more."))
    return redirect("champion-plan")


@page(Permission.CHAMPION_WORK)
def photo(request: Request, code: str) -> HttpResponse:
    """A pause before a photo: can a child be recognised? Without the tick the act stays, without the photo."""
    act = own_act_or_404(request.actor, code)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["file"]:
            messages.success(request, _("It stays without a photo."))
            return redirect("champion-act", act.code)
        if not form.cleaned_data["is_nobody_known"]:
            messages.warning(request, str(ChildMayBeKnown.sentence))
            return redirect("champion-act", act.code)
    if request.method == "POST" and carried_out(form, lambda: _kept(request, act, form)) is not None:
        messages.success(request, _("The photo is kept, encrypted."))
        return redirect("champion-act", act.code)
    return render(request, "champion/photo.html", {"act": act, "form": form})


def _kept(request: Request, act: Act, form: PhotoForm) -> Act:
    data = form.cleaned_data
    return add_photo(
        by=request.actor, act=act, paper=checked(data["file"]), is_nobody_known=data["is_nobody_known"],
        idempotency_key=form.key,
    )  # fmt: skip


@page(Permission.CHAMPION_WORK)
@require_POST
def photo_remove(request: Request, code: str) -> HttpResponse:
    act = own_act_or_404(request.actor, code)
    take_photo_away(by=request.actor, act=act)
    messages.success(request, _("The photo is gone."))
    return redirect("champion-act", act.code)


@page(Permission.CHAMPION_WORK)
def photo_file(request: Request, code: str) -> HttpResponse:
    act = own_act_or_404(request.actor, code)
    if act.photo is None:
        raise Http404
    return picture_answer(act.photo, content_of(request.actor, act.photo))


def picture_answer(stored: StoredFile, content: bytes) -> HttpResponse:
    """A picture for a page of ours; no cache keeps it, and nothing in it can run."""
    answer = HttpResponse(content, content_type=stored.media_type)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@page(Permission.CHAMPION_WORK)
def kit(request: Request) -> HttpResponse:
    """Approved words and pictures, to copy."""
    if me_or_none(request.actor) is None:
        return not_linked(request)
    language = language_now()
    first, second = ("kk", "ru") if language == "kk" else ("ru", "kk")
    pieces = [
        {
            "code": one.piece.code, "kind": one.piece.kind, "number": one.number, "title": one.said("title", language),
            "has_picture": one.picture_id is not None,
            "texts": [(code, LANGUAGE_NAMES[code], one.said("text", code)) for code in (first, second)],
        }
        for one in usable_kit(request.actor)
    ]  # fmt: skip
    return render(request, "champion/kit.html", {"pieces": pieces})


@page(Permission.CHAMPION_WORK)
def kit_picture(request: Request, code: str) -> HttpResponse:
    wanted = normalise_code(code)
    found = next((one for one in usable_kit(request.actor) if one.piece.code == wanted and one.picture), None)
    if found is None or found.picture is None:
        raise Http404
    return picture_answer(found.picture, published_content(found.picture))

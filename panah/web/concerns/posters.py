"""Square pictures for the walls of schools: made, printed as a sheet or as cards, counted in fives, and ended."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.concerns.actions import end_poster, make_poster
from panah.casework.concerns.models import Poster
from panah.casework.concerns.queries import posters_at
from panah.casework.concerns.rules import about_so_many, came_until_this_month
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.flow import posted, sent
from panah.web.components.qr import qr_picture
from panah.web.components.values import Chip, Column, Fact, Table, TableRow, Tone
from panah.web.components.when import day_and_distance
from panah.web.concerns.forms import PosterForm
from panah.web.languages import is_reviewed
from panah.web.public.poster import spoken, words_in

CARDS_ON_A_SHEET = 4


@page(Permission.POSTER_KEEP)
def poster_list(request: Request) -> HttpResponse:
    """What the own office hung up, and a form for one more."""
    form = PosterForm(posted(request))

    def act() -> Poster:
        place = Place.objects.get(pk=form.cleaned_data["place"])
        hangs_at = form.cleaned_data["hangs_at"]
        return make_poster(by=request.actor, hangs_at=hangs_at, place=place, idempotency_key=form.key)

    poster = sent(request, form, act)
    if poster is not None:
        messages.success(request, _("Made. Print it as a sheet for the wall or as cards to take along."))
        return redirect("poster", poster.code)
    return render(request, "concerns/posters.html", {"form": form, "table": _table(list(posters_at(request.actor)))})


@page(Permission.POSTER_KEEP)
def poster(request: Request, code: str) -> HttpResponse:
    """One picture: where it hangs, what came by it in fives, its paper, its end."""
    found, now = _poster_of(request, code), clock.now()
    facts = [
        Fact(_("Hangs at"), found.hangs_at),
        Fact(_("District"), found.place.label(language_now())),
        Fact(_("Short address"), _address(request, found)),
        Fact(_("Messages that came by it until the end of last month"), words_of_count(found)),
        Fact(_("Made"), day_and_distance(found.made_at, now)),
        *([Fact(_("Ended"), day_and_distance(found.ended_at, now))] if found.ended_at else []),
    ]
    return render(request, "concerns/poster.html", {"poster": found, "facts": facts, "chip": _chip(found)})


@page(Permission.POSTER_KEEP)
def poster_print(request: Request, code: str) -> HttpResponse:
    """The sheet or the cards: a neutral word, the picture, the address. No name of a school, of an office or of a person."""
    found = _poster_of(request, code)
    if found.ended_at is not None:
        raise Http404
    languages, is_cards = spoken(every=request.GET.get("all") == "1"), request.GET.get("cards") == "1"
    context = {
        "poster": found,
        "words": [words_in(language) for language in languages],
        "address": _address(request, found).partition("://")[2],
        "picture": qr_picture(_address(request, found), scale=3 if is_cards else 9),
        "copies": range(CARDS_ON_A_SHEET if is_cards else 1),
        "is_cards": is_cards,
        "is_all": request.GET.get("all") == "1",
        "unread": ", ".join(get_language_info(one)["name_local"] for one in languages if not is_reviewed(one)),
    }
    return render(request, "concerns/poster_print.html", context)


@page(Permission.POSTER_KEEP)
@require_POST
def poster_end(request: Request, code: str) -> HttpResponse:
    found = end_poster(by=request.actor, poster=_poster_of(request, code))
    messages.success(request, _("Ended. Who still scans it finds the page all the same, and is counted no more."))
    return redirect("poster", found.code)


def words_of_count(found: Poster) -> str:
    """Whole fives: a single message must never be seen to arrive, for then a school would look who wrote it."""
    count = about_so_many(came_until_this_month(found.came, found.came_before, found.counted_in, clock.today()))
    return _("%(count)d or more") % {"count": count} if count else _("fewer than 5")


def _poster_of(request: Request, code: str) -> Poster:
    found: Poster | None = posters_at(request.actor).filter(code=normalise_code(code)).first()
    if found is None:
        raise Http404
    return found


def _address(request: Request, found: Poster) -> str:
    return request.build_absolute_uri(reverse("poster-door", args=[found.code.replace("-", "")]))


def _chip(found: Poster) -> Chip:
    return Chip(Tone.MUTE, _("ended")) if found.ended_at else Chip(Tone.OK, _("hangs"))


def _table(rows: list[Poster]) -> Table:
    columns = [Column(_("Hangs at")), Column(_("District")), Column(_("Messages")), Column(_("State"))]
    cells = [
        TableRow(
            [row.hangs_at, row.place.label(language_now()), words_of_count(row), _chip(row)],
            reverse("poster", args=[row.code]),
        )
        for row in rows
    ]
    return Table(columns, cells, empty=_("No picture hangs yet. Make the first one below."))

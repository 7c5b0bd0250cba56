"""Two organisations telephone: what one asks, what the other says. Each page shows its own record alone."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.linking import actions
from panah.casework.linking.codes import Answer
from panah.casework.linking.models import Pair, SameQuestion
from panah.casework.linking.queries import pair_asked_about, sides_of
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Fact
from panah.web.linking import queries
from panah.web.linking.forms import AnswerForm, AskForm
from panah.web.linking.views import acted
from panah.web.linking.words import answer_words


@page(Permission.CASE_WORK)
def ask(request: Request, code: str) -> HttpResponse:
    """Ask whoever leads the other record to call. What they get is our code and a number."""
    pair = queries.pair_or_404(request.actor, code)
    own, other = sides_of(request.actor, pair)
    if own.child is None or other.child is not None:
        return redirect("pair", pair.code)
    form = AskForm(posted(request))

    def act() -> object:
        call = form.cleaned_data["call"]
        return actions.ask_about(by=request.actor, pair=pair, call=call, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("They are asked to call. You are told when they answer."))
        return redirect("pair", pair.code)
    return form_page(
        request, form, _("Ask the other organisation"), code=pair.code, back_url=reverse("pair", args=[pair.code]),
        lead=_("They see your code, your organisation and what you write here. Of your record they see nothing else."),
        button=_("Ask them to call"),
    )  # fmt: skip


@page(Permission.CASE_WORK)
def own(request: Request, code: str) -> HttpResponse:
    """What we say after the call, or that we ask no longer."""
    pair = queries.pair_or_404(request.actor, code)
    if request.POST.get("close"):
        acted(request, lambda: _taken_back(request.actor, pair))
        return redirect("pair", pair.code)
    form = AnswerForm(posted(request))

    def act() -> object:
        return actions.say_own(
            by=request.actor, pair=pair, answer=Answer(form.cleaned_data["answer"]), idempotency_key=form.key
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Your answer is written."))
        return redirect("pair", pair.code)
    return form_page(
        request, form, _("After the call"), code=pair.code, back_url=reverse("pair", args=[pair.code]),
        lead=_("Only where both organisations say so it is one child. Both codes go on."), button=_("Save"),
    )  # fmt: skip


def _taken_back(actor: Actor, pair: Pair) -> str:
    actions.close_question(by=actor, pair=pair)
    return _("The question was taken back.")


@page(Permission.CASE_WORK)
def question(request: Request, code: str) -> HttpResponse:
    """Another organisation asks: our own record, whom to call, and what we say after the call."""
    asked = _question_or_none(request.actor, code)
    if asked is None:
        return _to_own_pair(request, code)
    form = AnswerForm(posted(request))

    def act() -> object:
        return actions.say_answer(
            by=request.actor, question=asked, answer=Answer(form.cleaned_data["answer"]), idempotency_key=form.key
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Your answer is written. The other organisation is told."))
        return redirect("today")
    reveal(request.actor, asked)
    mine, theirs = asked.child, asked.pair.other if asked.pair.one_id == asked.child_id else asked.pair.one
    case = queries.case_of(request.actor, mine)
    context = {
        "form": form, "question": asked, "case": case, "answer": answer_words(asked.answer),
        "is_open": not asked.answer and asked.closed_at is None,
        "mine": [Fact(_("Your record"), [mine.code, sex_and_age_of(mine)])],
        "whom": [
            Fact(_("Who asks"), asked.asker.label(language_now())), Fact(_("Call"), asked.call),
            Fact(_("Their code"), theirs.code),
        ],
    }  # fmt: skip
    return render(request, "linking/question.html", context)


def _question_or_none(actor: Actor, code: str) -> SameQuestion | None:
    rows = SameQuestion.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_WORK])
    rows = rows.select_related("child", "asker", "pair__one", "pair__other", "file")
    found: SameQuestion | None = rows.filter(code=normalise_code(code) or "-").first()
    return found


def _to_own_pair(request: Request, code: str) -> HttpResponse:
    """Who asked comes to the own side of it; for anybody else there is nothing."""
    asked = pair_asked_about(request.actor, normalise_code(code) or "-")
    if asked is None:
        raise Http404
    return redirect("pair", asked.code)

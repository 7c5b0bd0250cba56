"""A call becomes a concern: what is known is filled in already. Then the duty worker is told by telephone too."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from panah.casework.calls import actions
from panah.casework.calls.models import Call
from panah.casework.concerns.actions import ChildTold, ConcernDetails
from panah.casework.concerns.queries import organisation_that_looks_first
from panah.casework.concerns.rules import LIMITS, MOST_CHILDREN
from panah.foundation.accounts.models import Organisation
from panah.foundation.duty.queries import desk_of, is_unanswered, on_duty_now
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.calls.forms import NO_ANSWER, PickUpForm, places
from panah.web.calls.reaching import around, call_of
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm
from panah.web.components.values import telephone
from panah.web.public.forms import WordsField

SPOKEN_HERE = ("kk", "ru", "en", "uz", "ky", "tg")


def _radio(name: str, label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=code_list(name).choices(), widget=forms.RadioSelect, required=False, error_messages=NO_ANSWER,
        **more,
    )  # fmt: skip


def _select(name: str, label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=code_list(name).choices(),
        required=False,
        initial="unknown",
        error_messages=NO_ANSWER,
        **more,
    )


def _words(limit: str, label: Any, help_text: Any = "", rows: int = 2) -> WordsField:
    return WordsField(LIMITS[limit], label=label, help_text=help_text, widget=forms.Textarea({"rows": rows}))


class PassOnForm(OnceForm):
    """The questions of a report. Nobody is questioned for it: what was not said stays unknown (S5)."""

    sleeps_tonight = _radio("sleeps_tonight", gettext_lazy("Where does the child sleep tonight?"), initial="unknown")
    sleeps_with = _words("sleeps_with", gettext_lazy("With whom?"))
    is_danger_now = _radio("danger_now", gettext_lazy("Is a child in danger now?"), initial="unknown")
    about_whom = forms.ChoiceField(
        label=gettext_lazy("Of whom does the caller speak?"), required=False, widget=forms.RadioSelect,
        choices=[("", gettext_lazy("Of another person’s child")), *code_list("about_whom").choices()],
        error_messages=NO_ANSWER,
    )  # fmt: skip
    signs = forms.MultipleChoiceField(
        label=gettext_lazy("What worried the caller?"), choices=code_list("public_signs").choices(), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=NO_ANSWER,
    )  # fmt: skip
    what_was_seen = _words("what_was_seen", gettext_lazy("In the caller’s words"), rows=5)
    place = forms.ChoiceField(
        label=gettext_lazy("Where is the child: district"), choices=places, required=False,
        widget=forms.Select({"data-typeahead": ""}), error_messages=NO_ANSWER,
    )  # fmt: skip
    where_child_is = _words("where_child_is", gettext_lazy("Where exactly?"))
    age_band = _select("age_band", gettext_lazy("Age of the child"))
    sex = _select("sex_of_child", gettext_lazy("Girl or boy"))
    child_language = _select("languages_spoken", gettext_lazy("Language of the child"))
    name = WordsField(LIMITS["name"], label=gettext_lazy("Name, if it was said"))
    children = forms.TypedChoiceField(
        label=gettext_lazy("How many children in all?"), coerce=int, required=False, empty_value="1",
        choices=[(number, str(number)) for number in range(1, MOST_CHILDREN + 1)], error_messages=NO_ANSWER,
    )  # fmt: skip
    is_same_family = _radio("yes_no_unknown", gettext_lazy("Of several: one family?"), initial="unknown")
    reporter_contact = WordsField(
        LIMITS["reporter_contact"], label=gettext_lazy("Safe number of the caller"),
        help_text=gettext_lazy("Empty means: the caller stays anonymous."),
    )  # fmt: skip
    with_number = forms.BooleanField(
        label=gettext_lazy("Give the number along that is on file: it is safe to call"), required=False
    )
    safe_time = forms.ChoiceField(
        label=gettext_lazy("When it is safe to call"), required=False,
        choices=[("", "—"), *code_list("safe_time").choices()], error_messages=NO_ANSWER,
    )  # fmt: skip

    def __init__(self, *args: Any, has_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_number:
            del self.fields["with_number"]
        for field in self.fields.values():
            field.is_needed_sometimes = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("about_whom") and not data.get("what_was_seen"):
            self.add_error("what_was_seen", gettext_lazy("Write at least a few words."))
        elif not data.get("about_whom") and not data.get("signs"):
            self.add_error("signs", gettext_lazy("Choose at least one sign; “Something else” is one too."))
        return data

    def details(self, call: Call) -> ConcernDetails:
        data = self.cleaned_data
        age, sex, language = (data[name] or "unknown" for name in ("age_band", "sex", "child_language"))
        first = ChildTold(age, sex, language, data["name"])
        kinds = code_list("caller_kinds")
        return ConcernDetails(
            signs=tuple(data["signs"]), language=call.language if call.language in SPOKEN_HERE else "ru",
            is_danger_now=data["is_danger_now"] or "unknown", what_was_seen=data["what_was_seen"],
            children=(first, *[ChildTold()] * (int(data["children"]) - 1)),
            place=Place.objects.filter(pk=data["place"]).first() if data["place"] else None,
            where_child_is=data["where_child_is"],
            reporter_role=str(kinds.row(call.caller).extra.get("reporter", "other")) if call.caller in kinds else "",
            reporter_contact=data["reporter_contact"], stays_anonymous=not data["reporter_contact"],
            safe_time=data["safe_time"], sleeps_tonight=data["sleeps_tonight"] or "unknown",
            sleeps_with=data["sleeps_with"], is_same_family=data["is_same_family"] or "unknown",
            about_whom=data["about_whom"],
        )  # fmt: skip


@page(Permission.CALL_WORK)
def call_pass_on(request: Request, code: str) -> HttpResponse:
    """One concern for one call, however often this is sent."""
    found = call_of(request, code)
    if found.concern_id is not None:
        if request.method == "POST":
            messages.warning(request, str(actions.AlreadyPassedOn.sentence))
        return redirect("call", found.code)
    form = PassOnForm(posted(request), initial=_known(request, found), has_number=found.waits_for_call_back)

    def act() -> Call:
        return actions.pass_on_call(
            by=request.actor, call=found, details=form.details(found),
            with_number=form.cleaned_data.get("with_number", False), idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Passed on. The duty desk was told and its clock runs."))
        return redirect("call-transfer", found.code)
    return form_page(
        request, form, _("Pass the call on as a concern"), code=found.code, template="calls/pass_on.html",
        back_url=reverse("call", args=[found.code]), button=_("Pass it on"),
        lead=_("What was said is filled in. Leave unknown what was not said: nobody is questioned for a form."),
        **around(request.actor, found),
    )  # fmt: skip


def _known(request: Request, call: Call) -> dict[str, Any]:
    reveal(request.actor, call, only=("note",))
    return {
        "is_danger_now": call.is_danger_now, "what_was_seen": call.note, "place": call.place_id or "",
        "with_number": True, "safe_time": _time_of_day(call),
        "child_language": call.language if call.caller == "child" else "unknown",
        "about_whom": "not_said" if call.caller == "child" else "",
    }  # fmt: skip


def _time_of_day(call: Call) -> str:
    """The hour that is safe to call back, as a report says it."""
    if call.call_back_at is None:
        return ""
    hour, times = timezone.localtime(call.call_back_at).hour, code_list("safe_time")
    spans = [(code, times.row(code).extra) for code in times.codes if code != "any"]
    return next((code for code, row in spans if row["from_hour"] <= hour < row["to_hour"]), "")


def desk_phones(call: Call) -> dict[str, Any]:
    """The number to ring at the desk that answers for the place of the concern; who is on duty only at one's own desk.

    What another organisation's list says of its people is for their colleagues.
    """
    concern = call.concern
    desk: Organisation | None = concern.organisation if concern else organisation_that_looks_first(call.place)
    if desk is None:
        return {"desk": "", "on_duty": [], "desk_phone": "", "is_gap": False}
    kept = desk_of(desk.pk)
    turns = on_duty_now(desk.pk)
    names = [(turn.person.display_name, telephone(turn.phone)) for turn in turns]
    number = (kept.phone if kept else "") or desk.duty_phone
    return {
        "desk": desk.label(language_now()),
        "on_duty": names if desk.pk == call.organisation_id else [], "desk_phone": telephone(number),
        "is_gap": kept is not None and not turns and is_unanswered(kept),
    }  # fmt: skip


@page(Permission.CALL_WORK)
def call_transfer(request: Request, code: str) -> HttpResponse:
    """The telephone of the duty worker, and who took the caller over. If nobody picks up, the quarter of an hour runs."""
    found = call_of(request, code)
    if found.concern_id is None:
        return redirect("call-pass-on", found.code)
    form = PickUpForm(posted(request))

    def act() -> Call:
        return actions.record_pick_up(
            by=request.actor, call=found, who=form.cleaned_data["who"], idempotency_key=form.key
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("It is on record who took it."))
        return redirect("call", found.code)
    context = {"form": form, "call": found, "print_code": found.code, **desk_phones(found), **around(request.actor)}
    return render(request, "calls/transfer.html", context)


@page(Permission.CALL_WORK)
@require_POST
def call_not_picked_up(request: Request, code: str) -> HttpResponse:
    found = call_of(request, code)
    try:
        actions.record_no_pick_up(by=request.actor, call=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("call", found.code)
    messages.warning(request, _("Nobody picked up: call again. In 15 minutes it is late, and Today says so."))
    return redirect("call-transfer", found.code)

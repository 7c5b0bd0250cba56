from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.casework.people.models import Relative
from panah.foundation.reference.codes import code_list, country_choices
from panah.foundation.reference.queries import place_choices
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField, PartialDateField

CHILD = "self"
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def radios(name: str, label: Any, *, required: bool = True, initial: str | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=code_list(name).choices(), widget=forms.RadioSelect, required=required, initial=initial
    )


def select(name: str, label: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", ""), *code_list(name).choices()], required=required)


def language(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=code_list("languages_spoken").choices(), initial="unknown")


def line(label: Any, help_text: Any = "", length: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=length)


def tick(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


def past_day(label: Any) -> DatePartsField:
    return DatePartsField(label=label, may_be_future=False, widget=DateParts(quick_days=True))


class VersionedForm(OnceForm):
    """For what stands already: two who write at once see both texts."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlacedForm(VersionedForm):
    """With a place, whose choices are read when the page is asked for."""

    place = forms.ChoiceField(label=_("Where they live now"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", ""), *place_choices(language_now())]  # type: ignore[attr-defined]


class FamilyForm(PlacedForm):
    """What is the same for all children of a home. Nothing is required."""

    language = language(_("Language spoken at home"))
    home = long_text(
        _("Where the home is"), _("Street, house, how to find it. Only people who lead these children see it.")
    )
    note = long_text(
        _("What is good to know of this family"), _("What concerns one child only belongs into its own case.")
    )


class JoinForm(OnceForm):
    code = forms.CharField(
        label=_("Code of the family, or of a brother or sister"), max_length=20, help_text=_("For example K7Q4-2MX9.")
    )


class AdultForm(VersionedForm):
    relation = select("relation_to_child", _("Who this is to the children"), required=True)
    name = line(_("Name"), _("In any script. May be unknown."))
    language = language(_("Language this adult speaks best"))
    lives_with_children = radios("yes_no_unknown", _("Lives with the children"), initial="unknown")
    is_guardian = tick(_("Speaks for the children before the law (parent or guardian)"))
    contact = line(_("How to reach this adult"), _("Phone or other way. Only if it is safe to make contact."))
    contact_method = select("contact_methods", _("Which way is safe"))
    contact_time = select("safe_time", _("When it is safe"))


class SafeAdultForm(AdultForm):
    """Only a safe adult may be the one whom the office calls (S3)."""

    is_contact = tick(_("The office calls this adult"))


class SealedForm(VersionedForm):
    """What may harm an adult who is asked: written only where a service needs it, and found by nobody (S2)."""

    citizenship = forms.ChoiceField(label=_("Citizenship"), required=False)
    migration_status = line(_("Papers to live here"), _("In a few words, only if a service needs it."))
    workplace = line(_("Where this adult works"), _("Only if a service needs it."))
    client_code = line(_("Own code, if this adult is helped too"), _("For example K7Q4-2MX9."), 20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["citizenship"].choices = [("", ""), *country_choices()]  # type: ignore[attr-defined]


class SafetyForm(OnceForm):
    """A person decides (S3); there is no score and nothing is chosen beforehand."""

    safety = radios("caregiver_safety", _("Are the children safe with this adult?"))
    ground = select("safety_grounds", _("What it rests on"), required=True)
    note = long_text(_("In a few words"), _("Only what is needed. Do not ask the child to tell again."))


class BasicsForm(PlacedForm):
    """What every page shows instead of the name."""

    sex = radios("sex_of_child", _("Girl or boy"))
    birth = PartialDateField(
        label=_("Born"), required=False, may_be_future=False, widget=DateParts(with_about=True),
        help_text=_("As far as it is known: the year alone, the year and the month, or the whole date."),
    )  # fmt: skip
    age_band = forms.ChoiceField(label=_("Or about how old"), choices=code_list("age_band").choices())
    language = language(_("Language the child speaks best"))
    further_languages = forms.MultipleChoiceField(
        label=_("Also speaks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    has_papers = radios("yes_no_unknown", _("Has papers"), initial="unknown")

    field_order = ("sex", "birth", "age_band", "language", "further_languages", "has_papers", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = _("Where the child lives now")
        spoken = [pair for pair in code_list("languages_spoken").choices() if pair[0] != "unknown"]
        self.fields["further_languages"].choices = spoken  # type: ignore[attr-defined]


class NameForm(OnceForm):
    """As the child says it in one line; as in the document in its parts."""

    kind = radios("name_kind", _("Which name this is"), initial="as_said")
    name = line(_("Name in one line"), _("In any script. Earlier spellings stay and are found too."))
    family = line(_("Family name in the document"), length=100)
    given = line(_("Given name in the document"), length=100)
    patronymic = line(_("Patronymic in the document"), length=100)

    def clean(self) -> dict[str, Any]:
        parts = ("name", "family", "given", "patronymic")
        if not any(str(self.cleaned_data.get(part, "")).strip() for part in parts):
            self.add_error("name", _("Write the name, in any script."))
        return self.cleaned_data


class CategoryForm(OnceForm):
    """A person decides, on a ground, on a day (S6)."""

    category = radios("category", _("Category"))
    ground = radios("category_ground", _("What it rests on"))
    body = select("competent_bodies", _("Which body decided, if one did"))
    decided_on = past_day(_("Day of the decision"))


class ReachForm(VersionedForm):
    contact = line(_("How to reach the child"), _("Phone, a trusted person, a place. Only what is safe."))
    method = select("contact_methods", _("Which way is safe"))
    time = select("safe_time", _("When it is safe"))
    may_carry_card = forms.TypedChoiceField(
        label=_("Is it safe for the child to carry a card with our phone?"), choices=YES_NO, widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes", initial="no", help_text=_("If nobody asked the child yet: no."),
    )  # fmt: skip


class ConsentForm(OnceForm):
    """What somebody agreed to, one scope at a time; who may say so stands in the list, and nobody else does (S3)."""

    scope = select("consent_scopes", _("For what"), required=True)
    decision = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[
            (code, code_list("consent_decision").lazy_label(code))
            for code in ("given", "refused", "withdrawn", "not_asked")
        ],
    )  # fmt: skip
    speaker = forms.ChoiceField(label=_("Which adult agreed too"), widget=forms.RadioSelect)
    form = radios("consent_forms", _("Whose yes is needed"))
    method = select("consent_methods", _("How it was given"))
    given_on = past_day(_("On which day?"))
    expires_on = DatePartsField(label=_("Until"), required=False, help_text=_("Empty: until somebody takes it back."))

    def __init__(self, *args: Any, adults: list[Relative], is_grown: bool, **kwargs: Any) -> None:
        """A grown person says yes alone: nobody asks who else, nor whose yes is needed (S10)."""
        super().__init__(*args, **kwargs)
        relations = code_list("relation_to_child")
        named = [(str(one.pk), relations.label(one.relation)) for one in adults]
        self.fields["speaker"].choices = [(CHILD, _("Nobody: the child or the grown person alone")), *named]  # type: ignore[attr-defined]
        self.initial.setdefault("speaker", CHILD)
        for name in ("speaker", "form") if is_grown else ():
            self.fields[name].widget = forms.HiddenInput()


class OverrideForm(OnceForm):
    ground = radios("override_grounds", _("Ground"))
    explanation = long_text(_("What the danger is, and what was given to whom"), required=True)
    was_told = forms.ChoiceField(
        label=_("Was the child or the guardian told?"), choices=YES_NO, widget=forms.RadioSelect
    )
    why_not_told = long_text(_("If not: why not"))


class OverrideAnswerForm(OnceForm):
    is_confirmed = forms.TypedChoiceField(
        label=_("Was it right?"), widget=forms.RadioSelect, coerce=lambda answer: answer == "yes",
        choices=[("yes", _("Yes, I confirm it")), ("no", _("No: what was given must be taken back"))],
    )  # fmt: skip

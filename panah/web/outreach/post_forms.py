from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.documents.uploads import checked
from panah.programme.library.models import Version
from panah.programme.outreach.actions import Picture, PostDetails
from panah.programme.outreach.models import Account, Campaign, PlannedPost
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm, long_text
from panah.web.fields import DateParts, DatePartsField
from panah.web.outreach.forms import ReachForm, hour, offer, typed
from panah.web.outreach.words import account_words
from panah.web.referrals.forms import select, sometimes


def _shown(label: Any) -> forms.CharField:
    field = forms.CharField(label=label, max_length=400, required=False, widget=forms.Textarea({"rows": 2}))
    return sometimes(field)


class PostForm(OnceForm):
    """What is to stand in an account on a day. A picture has its words in both languages, or it is no picture for all."""

    account = forms.ChoiceField(label=_("In which account?"))
    on = DatePartsField(label=_("On which day?"), widget=DateParts())
    at_time = hour(_("At what time?"), _("Without an hour it stays a thought."))
    text_kk = long_text(_("Words in Kazakh"))
    text_ru = long_text(_("Words in Russian"))
    file = forms.FileField(
        label=_("Picture"), required=False, help_text=_("jpg or png, up to 10 MB. No photo of a child.")
    )
    alt_kk = _shown(_("What does the picture show? In Kazakh"))
    alt_ru = _shown(_("What does the picture show? In Russian"))
    is_safe = sometimes(
        forms.BooleanField(
            label=_("No child, and nobody who did not agree, can be recognised on the picture"), required=False
        )
    )
    has_story = forms.BooleanField(
        label=_("It holds the story of somebody who was harmed"), required=False,
        help_text=_("Then it waits for their clearance, however it is told. Leave out everything by which one is known."),
    )  # fmt: skip
    campaign = typed(_("Campaign"))
    library_item = typed(_("From the library"), _("A text that was approved there."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, accounts: Sequence[Account], campaigns: Sequence[Campaign],
        shelf: dict[str, tuple[str, Version]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.accounts, self.shelf = {row.code: row for row in accounts}, shelf
        self.campaigns = {row.code: row for row in campaigns}
        language = language_now()
        self.fields["account"].choices = [(row.code, account_words(row)) for row in accounts]  # type: ignore[attr-defined]
        offer(self, "campaign", [(row.code, row.title(language)) for row in campaigns])
        offer(self, "library_item", [(code, title) for code, (title, _version) in shelf.items()])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("file"):
            for name in ("alt_kk", "alt_ru"):
                if not str(data.get(name) or "").strip():
                    self.add_error(name, _("Say what the picture shows: who cannot see it hears these words."))
            if not data.get("is_safe"):
                self.add_error("is_safe", _("Look at the picture again, and tick this only where it is so."))
        return data

    def details(self) -> PostDetails:
        data = self.cleaned_data
        version = self.shelf[data["library_item"]][1] if data["library_item"] else None
        return PostDetails(
            self.accounts[data["account"]], data["on"], data["at_time"], data["text_kk"], data["text_ru"],
            self.campaigns.get(data["campaign"]), version, data["has_story"],
        )  # fmt: skip

    def picture(self) -> Picture | None:
        data = self.cleaned_data
        if not data.get("file"):
            return None
        return Picture(checked(data["file"]), data["alt_kk"], data["alt_ru"], data["is_safe"])

    def alt(self) -> tuple[str, str]:
        return self.cleaned_data["alt_kk"], self.cleaned_data["alt_ru"]


def known_post(post: PlannedPost) -> dict[str, Any]:
    names = ("on", "at_time", "text_kk", "text_ru", "alt_kk", "alt_ru", "has_story", "version")
    return {
        **{name: getattr(post, name) for name in names}, "account": post.account.code,
        "campaign": post.campaign.code if post.campaign else "", "is_safe": post.is_image_safe,
        "library_item": post.library_version.item.code if post.library_version else "",
    }  # fmt: skip


class AccountForm(OnceForm):
    network = select("social_networks", _("Network"))
    handle = forms.CharField(
        label=_("Name of the account"), max_length=80, help_text=_("As it stands there. Never its password.")
    )


class PublishForm(OnceForm):
    link = forms.CharField(
        label=_("Link to the post"), max_length=500, help_text=_("Copied from the network; it begins with https://."),
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip


class PostReachForm(ReachForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].required = self.fields["reach_how"].required = True

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.documents.models import StoredFile
from panah.foundation.security.privacy import P0, P1
from panah.programme.directory.models import OfPublicWork
from panah.programme.library.models import Version
from panah.programme.outreach.codes import Lack, PostState
from panah.programme.outreach.models.campaigns import Campaign, ReachEstimate
from panah.programme.outreach.rules import Draft, lacks


class Account(OfPublicWork):
    """An account of the organisation in a social network. No password and no key of it is kept here: people post."""

    code = models.CharField(max_length=9, unique=True)
    network = models.CharField(max_length=30)  # code list social_networks
    handle = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "network", "handle"], name="an_account_is_kept_once"),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P0, "network": P0, "handle": P0, "organisation": P0,
            "is_active": P0,
        }  # fmt: skip
        retention = "with the organisation"

    def __str__(self) -> str:
        return self.code


class PlannedPost(OfPublicWork, ReachEstimate):
    """What is to stand in an account on a day: words in both languages, a picture with its words, and what keeps it back."""

    code = models.CharField(max_length=9, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    text_kk = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    image = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    alt_kk = models.CharField(max_length=400, blank=True)
    alt_ru = models.CharField(max_length=400, blank=True)
    is_image_safe = models.BooleanField(default=False)  # no child, and nobody who did not agree, can be recognised
    library_version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    has_story = models.BooleanField(default=False)  # of a survivor (S16)
    clearance = models.CharField(max_length=40, blank=True)  # number of the clearance in a room above; opaque
    clearance_ended_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in PostState])
    link = models.CharField(max_length=500, blank=True)
    link_key = models.CharField(max_length=500, blank=True)  # by which the same link is found again
    published_at = models.DateTimeField(null=True, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link_key"], condition=~Q(link_key=""), name="a_published_link_stands_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(link=""), name="what_is_published_has_its_link"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "on", "at_time"], name="posts_in_order")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P0, "account": P0, "campaign": P0, "organisation": P0, "on": P0,
            "at_time": P0, "text_kk": P1, "text_ru": P1, "image": P1, "alt_kk": P1, "alt_ru": P1, "is_image_safe": P0,
            "library_version": P0, "has_story": P1, "clearance": P1, "clearance_ended_at": P1, "state": P0, "link": P0,
            "link_key": P0, "published_at": P0, "taken_down_at": P0, "reach": P0, "reach_how": P0,
        }  # fmt: skip
        retention = "5 years after it was published; what was never published one year"

    def __str__(self) -> str:
        return self.code

    @property
    def draft(self) -> Draft:
        return Draft(
            self.text_kk, self.text_ru, self.image_id is not None, self.alt_kk, self.alt_ru, self.is_image_safe,
            self.has_story, bool(self.clearance) and self.clearance_ended_at is None, self.at_time is not None,
        )  # fmt: skip

    @property
    def lacks(self) -> tuple[Lack, ...]:
        return lacks(self.draft)

    @property
    def tongue(self) -> str:
        """In which language it stands: kk, ru or both."""
        written = [code for code, text in (("kk", self.text_kk), ("ru", self.text_ru)) if text.strip()]
        return "both" if len(written) == 2 else "".join(written)

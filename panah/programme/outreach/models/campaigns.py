import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation, new_code
from panah.foundation.security.privacy import P0, P1
from panah.foundation.security.sealed import GuardedQuerySet
from panah.programme.directory.models import Institution, OfPublicWork
from panah.programme.library.models import Version
from panah.programme.outreach.codes import CampaignState, Tongue
from panah.programme.outreach.rules import missing_tongues

TONGUES = [(one.value, one.value) for one in Tongue]


class CampaignQuerySet(GuardedQuerySet):
    def running_on(self, day: Any) -> Self:
        return self.filter(begins_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))


class Campaign(OfPublicWork):
    """Days of action, a marathon, a series on the radio: with whom, where, from when until when, and what came of it."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    kind = models.CharField(max_length=30)  # code list campaign_kinds
    title_kk = models.CharField(max_length=200, blank=True)
    title_ru = models.CharField(max_length=200, blank=True)
    goal = models.CharField(max_length=600, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField(Institution, related_name="+")
    places = models.ManyToManyField(Place, related_name="+")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    hotlines = models.JSONField(default=list)  # codes of the numbers that this installation prints
    other_hotline = models.CharField(max_length=40, blank=True)  # typed, and called by whoever typed it
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CampaignState])
    result = models.TextField(blank=True)
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title_kk="", title_ru=""), name="a_campaign_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="a_campaign_ends_after_it_began"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "-begins_on"], name="campaigns_of_office")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P0, "kind": P0, "title_kk": P0, "title_ru": P0, "goal": P0,
            "organisation": P0, "partners": P0, "places": P0, "begins_on": P0, "ends_on": P0, "hotlines": P0,
            "other_hotline": P0, "state": P0, "result": P0, "added_at": P0,
        }  # fmt: skip
        retention = "5 years after its end; figures keep numbers alone"

    def __str__(self) -> str:
        return self.code

    def title(self, language: str) -> str:
        own = {"kk": self.title_kk, "ru": self.title_ru}.get(language, "")
        return own or self.title_kk or self.title_ru


class OfCampaignQuerySet(models.QuerySet[Any]):
    """Rows that belong to a campaign, shown to whomever it is shown."""

    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(campaign__in=Campaign.objects.visible_to(actor, relations))


class CampaignMaterial(models.Model):
    """A poster, a spot, a giveaway: its words in both languages, and whether it carries the hotline and the way to report."""

    id = models.BigAutoField(primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="materials")
    code = models.CharField(max_length=9, unique=True, default=new_code)
    kind = models.CharField(max_length=30)  # code list material_kinds
    heading_kk = models.CharField(max_length=120, blank=True)
    heading_ru = models.CharField(max_length=120, blank=True)
    text_kk = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    library_version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    has_hotline = models.BooleanField(default=True)
    has_report_code = models.BooleanField(default=True)  # the squares that lead to the public report
    is_neutral = models.BooleanField(default=False)  # says nothing of what it is about
    quantity = models.PositiveIntegerField(null=True, blank=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # in tenge
    version = models.PositiveIntegerField(default=1)

    objects = OfCampaignQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "campaign": P0, "code": P0, "kind": P0, "heading_kk": P0, "heading_ru": P0, "text_kk": P0,
            "text_ru": P0, "library_version": P0, "has_hotline": P0, "has_report_code": P0, "is_neutral": P0,
            "quantity": P0, "cost": P1, "version": P0,
        }  # fmt: skip
        retention = "with the campaign"

    @property
    def missing(self) -> tuple[Tongue, ...]:
        """In which of both languages nothing is written; a neutral one says in both that one may write."""
        return (
            ()
            if self.is_neutral
            else missing_tongues(f"{self.heading_kk}{self.text_kk}", f"{self.heading_ru}{self.text_ru}")
        )

    def heading(self, language: str) -> str:
        return (self.heading_ru if language == "ru" else self.heading_kk) or self.heading_kk or self.heading_ru


class ReachEstimate(models.Model):
    """How many people something is thought to have reached. It is never counted, so how it was estimated stands beside it."""

    reach = models.PositiveIntegerField(null=True, blank=True)
    reach_how = models.CharField(max_length=30, blank=True)  # code list reach_methods

    class Meta:
        abstract = True


class Distribution(ReachEstimate):
    """So many copies of a material, given out at a place on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="distributions")
    material = models.ForeignKey(CampaignMaterial, on_delete=models.CASCADE, related_name="distributions")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.CharField(max_length=200, blank=True)  # market, school, station
    on = models.DateField()
    tongue = models.CharField(max_length=5, choices=TONGUES)
    quantity = models.PositiveIntegerField()
    by_institution = models.ForeignKey(Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="nothing_is_no_distribution")]
        indexes = [models.Index(fields=["on"], name="distributions_by_day")]

    class Privacy:
        fields = {
            "id": P0, "campaign": P0, "material": P0, "place": P0, "at": P0, "on": P0, "tongue": P0, "quantity": P0,
            "by_institution": P0, "reach": P0, "reach_how": P0, "written_at": P0, "taken_back_at": P0,
        }  # fmt: skip
        retention = "with the campaign"

    @property
    def code(self) -> str:
        return self.campaign.code


class Airing(ReachEstimate):
    """Once on the air: which station, when, in which language, for how long."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="airings")
    material = models.ForeignKey(CampaignMaterial, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    medium = models.CharField(max_length=20)  # code list airing_media
    station = models.CharField(max_length=120)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    tongue = models.CharField(max_length=5, choices=TONGUES)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["on"], name="airings_by_day")]

    class Privacy:
        fields = {
            "id": P0, "campaign": P0, "material": P0, "medium": P0, "station": P0, "place": P0, "on": P0, "at_time": P0,
            "tongue": P0, "seconds": P0, "reach": P0, "reach_how": P0, "written_at": P0, "taken_back_at": P0,
        }  # fmt: skip
        retention = "with the campaign"

    @property
    def code(self) -> str:
        return self.campaign.code

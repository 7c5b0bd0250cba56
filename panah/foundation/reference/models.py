from typing import Self

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import get_language

from panah.engines.matching.folding import fold
from panah.foundation.reference.codes import PlaceKind
from panah.foundation.security.privacy import P0


class PlaceQuerySet(models.QuerySet["Place"]):
    def search(self, text: str) -> Self:
        """Places with a word that begins so, in any script and spelling, old names too; regions before districts."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_key__contains=f" {word}")
        return found.larger_first() if found is not self else self.none()

    def larger_first(self) -> Self:
        sizes = [When(kind=kind, then=Value(size)) for size, kind in enumerate(PlaceKind)]
        return self.order_by(Case(*sizes, default=Value(len(sizes))), "sort_key", "code")

    def regions(self, country: str = "KZ") -> Self:
        return self.filter(kind=PlaceKind.REGION, parent_id=country).order_by("sort_key", "code")

    def districts(self, region: str) -> Self:
        return self.filter(kind=PlaceKind.DISTRICT, parent_id=region).order_by("sort_key", "code")


class Place(models.Model):
    """A country, a region or a district. Loaded from content/places; nothing personal."""

    code = models.CharField(primary_key=True, max_length=12)  # KZ, KZ-61; a district its KATO, else a number of ours
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in PlaceKind])
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kk = models.CharField(max_length=120)
    ru = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    aliases = models.JSONField(default=list)  # old names and other spellings, for search only
    iso = models.CharField(max_length=6, blank=True)
    kato = models.CharField(max_length=9, blank=True)
    search_key = models.TextField()  # folded words, each after a space: databases do not fold our letters
    sort_key = models.TextField()  # the order of the Kazakh alphabet
    timezone = models.CharField(max_length=40)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["parent", "kind"], name="places_within")]

    class Privacy:
        fields = {
            "code": P0, "kind": P0, "parent": P0, "kk": P0, "ru": P0, "en": P0, "aliases": P0, "iso": P0, "kato": P0,
            "search_key": P0, "sort_key": P0, "timezone": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str | None = None) -> str:
        chosen = (language or get_language() or "kk").split("-")[0]
        # Where we have no name in a language, Russian is read by more people than Kazakh outside Kazakhstan.
        return {"kk": self.kk, "en": self.en}.get(chosen, self.ru)

    def region(self) -> "Place | None":
        """The region that this place is or lies in; none for a country."""
        step: Place | None = self
        while step is not None and step.kind != PlaceKind.REGION:
            step = step.parent if step.kind == PlaceKind.DISTRICT else None
        return step


class CalendarDay(models.Model):
    """A day that this country works, or does not, against the usual calendar of holidays: moved by a decree."""

    date = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    kk = models.CharField(max_length=120, blank=True)
    ru = models.CharField(max_length=120, blank=True)
    en = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200)

    class Privacy:
        fields = {"date": P0, "is_working": P0, "kk": P0, "ru": P0, "en": P0, "source": P0}
        retention = "for ever"

    def __str__(self) -> str:
        return self.date.isoformat()

    @property
    def code(self) -> str:
        """By which the audit names it."""
        return self.date.isoformat()

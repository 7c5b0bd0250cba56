from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions import end_event_use, note_event_use
from panah.programme.library.models import Version
from panah.programme.outreach.models import Campaign, CampaignMaterial
from panah.programme.outreach.queries import given_out
from panah.programme.outreach.rules import MOST_COPIES

LONGEST_TEXT = 4_000


class MaterialRefused(Refusal):
    code = "material_refused"
    sentence = _("Choose what it is, and write its words in Kazakh or in Russian, or choose the neutral words.")


class TooManyCopies(Refusal):
    code = "too_many_copies"
    sentence = _("This number of copies cannot be right. Look at it again.")


class FewerThanGiven(Refusal):
    code = "fewer_than_given"
    sentence = _("More than that were given out already. Look at the number again.")


@dataclass(frozen=True)
class MaterialDetails:
    kind: str  # code list material_kinds
    heading_kk: str = ""
    heading_ru: str = ""
    text_kk: str = ""
    text_ru: str = ""
    library_version: Version | None = None
    has_hotline: bool = True
    has_report_code: bool = True
    is_neutral: bool = False
    quantity: int | None = None
    cost: Decimal | None = None


@action(Permission.CAMPAIGN_KEEP, on="campaign")
def add_material(
    *, by: Actor, campaign: Campaign, details: MaterialDetails, idempotency_key: str = ""
) -> CampaignMaterial:
    """Its second language may follow: until then the page says that it is missing."""
    return _noted(by, _written(CampaignMaterial(campaign=campaign), details))


@action(Permission.CAMPAIGN_KEEP, on="material")
def change_material(
    *, by: Actor, material: CampaignMaterial, details: MaterialDetails, version: int
) -> CampaignMaterial:
    if version != material.version:
        raise EditedMeanwhile
    if details.quantity is not None and details.quantity < given_out(material):
        raise FewerThanGiven
    material.version += 1
    return _noted(by, _written(material, details))


def _noted(by: Actor, material: CampaignMaterial) -> CampaignMaterial:
    """The library knows what was made of which version, so that its keepers see it when a newer one comes out."""
    version = material.library_version
    end_event_use(by=by, number=material.code, but_of=version.item if version else None)
    if version is not None:
        note_event_use(by=by, version=version, number=material.code)
    return material


def _written(material: CampaignMaterial, details: MaterialDetails) -> CampaignMaterial:
    words = (details.heading_kk, details.heading_ru, details.text_kk, details.text_ru)
    has_words = details.is_neutral or any(text.strip() for text in words)
    if (
        details.kind not in code_list("material_kinds")
        or not has_words
        or any(len(text) > LONGEST_TEXT for text in words)
    ):
        raise MaterialRefused
    if (details.quantity or 0) > MOST_COPIES or (details.cost or 0) < 0:
        raise TooManyCopies
    material.kind, material.library_version = details.kind, details.library_version
    material.heading_kk, material.heading_ru = details.heading_kk.strip(), details.heading_ru.strip()
    material.text_kk, material.text_ru = details.text_kk.strip(), details.text_ru.strip()
    material.has_hotline, material.has_report_code = details.has_hotline, details.has_report_code
    material.is_neutral, material.quantity, material.cost = details.is_neutral, details.quantity, details.cost
    material.save()
    return material

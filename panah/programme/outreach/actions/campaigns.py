from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from panah.engines.matching.folding import fold
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.directory.models import Institution
from panah.programme.outreach.actions.watching import watch_end
from panah.programme.outreach.codes import CampaignState
from panah.programme.outreach.models import Campaign
from panah.programme.outreach.queries import known_hotlines
from panah.programme.outreach.rules import is_span, may_become

LONGEST_RESULT = 20_000


class CampaignRefused(Refusal):
    code = "campaign_refused"
    sentence = _("Write the title in Kazakh or in Russian, and choose the kind.")


class SpanRefused(Refusal):
    code = "span_refused"
    sentence = _("A campaign ends no sooner than it begins.")


class HotlineRefused(Refusal):
    code = "hotline_refused"
    sentence = _(
        "Call the other number first, and tick that somebody answers it. A wrong number on a poster helps nobody."
    )


class StateRefused(Refusal):
    code = "state_refused"
    sentence = _("A campaign is planned, then runs, then ends. Go one step at a time.")


class ResultRefused(Refusal):
    code = "result_refused"
    sentence = _("Write what came of it before it ends, at most 20,000 letters.")


@dataclass(frozen=True)
class CampaignDetails:
    """``is_hotline_called``: whoever typed another number has called it. ``None`` for no other number than the installation's."""

    kind: str  # code list campaign_kinds
    title_kk: str = ""
    title_ru: str = ""
    goal: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    partners: Sequence[Institution] = ()
    places: Sequence[Place] = ()
    hotlines: Collection[str] = ()
    other_hotline: str = ""
    is_hotline_called: bool = False


@action(Permission.CAMPAIGN_KEEP, on=None)
def add_campaign(*, by: Actor, details: CampaignDetails, idempotency_key: str = "") -> Campaign:
    _check(details, "")
    campaign = Campaign(
        organisation=Organisation.objects.get(pk=by.organisation), state=CampaignState.PLANNED, added_at=clock.now()
    )
    campaign.file = vault.open_file(FileKind.CAMPAIGN)
    campaign.code = campaign.file.code
    _write(campaign, details)
    grants.grant(campaign.file, PrincipalKind.TEAM, campaign.organisation_id, Relation.LEAD_ORGANISATION)
    watch_end(by, campaign)
    return campaign


@action(Permission.CAMPAIGN_KEEP, on="campaign")
def change_campaign(*, by: Actor, campaign: Campaign, details: CampaignDetails, version: int) -> Campaign:
    if version != campaign.version:
        raise EditedMeanwhile
    _check(details, campaign.other_hotline)
    campaign.version += 1
    _write(campaign, details)
    watch_end(by, campaign)
    return campaign


@action(Permission.CAMPAIGN_KEEP, on="campaign")
def move_campaign(*, by: Actor, campaign: Campaign, state: CampaignState, result: str = "") -> Campaign:
    """It runs, it ends with what came of it, or it was pressed too early and goes back by one."""
    if not may_become(CampaignState(campaign.state), state):
        raise StateRefused
    if state is CampaignState.ENDED:
        if not result.strip() or len(result) > LONGEST_RESULT:
            raise ResultRefused
        campaign.result = result.strip()
        campaign.ends_on = campaign.ends_on or max(clock.today(), campaign.begins_on)
    campaign.state = state
    campaign.version += 1
    campaign.save()
    watch_end(by, campaign)
    return campaign


def _check(details: CampaignDetails, number_that_stands: str) -> None:
    if not (fold(details.title_kk) or fold(details.title_ru)) or details.kind not in code_list("campaign_kinds"):
        raise CampaignRefused
    if not is_span(details.begins_on, details.ends_on):
        raise SpanRefused
    other = " ".join(details.other_hotline.split())
    if set(details.hotlines) - set(known_hotlines()):
        raise HotlineRefused
    if other and other != number_that_stands and not (details.is_hotline_called and any(map(str.isdigit, other))):
        raise HotlineRefused


def _write(campaign: Campaign, details: CampaignDetails) -> None:
    campaign.kind = details.kind
    campaign.title_kk, campaign.title_ru = (" ".join(one.split()) for one in (details.title_kk, details.title_ru))
    campaign.goal = details.goal.strip()
    campaign.begins_on, campaign.ends_on = details.begins_on or clock.today(), details.ends_on
    campaign.hotlines = [code for code in known_hotlines() if code in set(details.hotlines)]
    campaign.other_hotline = " ".join(details.other_hotline.split())
    campaign.save()
    campaign.partners.set(details.partners)
    campaign.places.set(details.places)

from panah.programme.outreach.models.campaigns import Airing, Campaign, CampaignMaterial, Distribution
from panah.programme.outreach.models.posts import Account, PlannedPost

__all__ = ["Account", "Airing", "Campaign", "CampaignMaterial", "Distribution", "PlannedPost"]

"""What can be done for the public: campaigns, their materials and where these went, and the calendar of posts."""

from panah.programme.outreach.actions.accounts import add_account, close_account
from panah.programme.outreach.actions.campaigns import CampaignDetails, add_campaign, change_campaign, move_campaign
from panah.programme.outreach.actions.clearing import end_clearance, take_clearance
from panah.programme.outreach.actions.materials import MaterialDetails, add_material, change_material
from panah.programme.outreach.actions.outcomes import (
    AiringDetails,
    DistributionDetails,
    record_airing,
    record_distribution,
    take_back_airing,
    take_back_distribution,
)
from panah.programme.outreach.actions.posts import (
    Picture,
    PostDetails,
    change_post,
    drop_image,
    drop_post,
    estimate_reach,
    hold_post,
    plan_post,
    publish_post,
    ready_post,
    take_down_post,
)

__all__ = [
    "AiringDetails",
    "CampaignDetails",
    "DistributionDetails",
    "MaterialDetails",
    "Picture",
    "PostDetails",
    "add_account",
    "add_campaign",
    "add_material",
    "change_campaign",
    "change_material",
    "change_post",
    "close_account",
    "drop_image",
    "drop_post",
    "end_clearance",
    "estimate_reach",
    "hold_post",
    "move_campaign",
    "plan_post",
    "publish_post",
    "ready_post",
    "record_airing",
    "record_distribution",
    "take_back_airing",
    "take_back_distribution",
    "take_clearance",
    "take_down_post",
]

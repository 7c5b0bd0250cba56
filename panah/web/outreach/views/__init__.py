"""Pages of campaigns: the whole, its materials and posters, what went out, and the calendar of posts."""

from panah.web.outreach.views.calendar import account_close, accounts, month, this_month
from panah.web.outreach.views.campaigns import campaign, campaign_list, change, end, new, run
from panah.web.outreach.views.materials import material, material_change, material_new, poster
from panah.web.outreach.views.outcomes import airing, airing_back, given, given_back
from panah.web.outreach.views.posting import (
    picture,
    picture_drop,
    post_down,
    post_drop,
    post_hold,
    post_publish,
    post_reach,
    post_ready,
)
from panah.web.outreach.views.posts import post, post_change, post_new

__all__ = [
    "account_close",
    "accounts",
    "airing",
    "airing_back",
    "campaign",
    "campaign_list",
    "change",
    "end",
    "given",
    "given_back",
    "material",
    "material_change",
    "material_new",
    "month",
    "new",
    "picture",
    "picture_drop",
    "post",
    "post_change",
    "post_down",
    "post_drop",
    "post_hold",
    "post_new",
    "post_publish",
    "post_reach",
    "post_ready",
    "poster",
    "run",
    "this_month",
]

"""Campaigns and posts as pages and figures need them together."""

from panah.programme.outreach.queries.counting import (
    NIGHT,
    Reached,
    campaign_numbers,
    campaign_reach_over,
    given_out,
    known_hotlines,
)
from panah.programme.outreach.queries.planning import accounts_of, campaigns_of, posts_of_month

__all__ = [
    "NIGHT",
    "Reached",
    "accounts_of",
    "campaign_numbers",
    "campaign_reach_over",
    "campaigns_of",
    "given_out",
    "known_hotlines",
    "posts_of_month",
]

"""The addresses of campaigns and posts."""

from dataclasses import replace

from panah.foundation.security.roles import Role
from tests.house.visits.ways import MOVED_ON, Values, Visit, form, page

CAMPAIGN = {"code": "campaign.code"}
MATERIAL = {"code": "material.code"}
DRAFTED, READY, POSTED = ({"code": f"{name}.code"} for name in ("planned_post", "ready_post", "posted"))


def kept(visit: Visit) -> Visit:
    return replace(visit, holders=frozenset({Role.PROGRAMME_COORDINATOR}))


def press(values: Values) -> Visit:
    return kept(form(values, sees=MOVED_ON))


OUTREACH_VISITS: dict[str, Visit] = {
    "campaign-list": page(),
    "campaign-new": page(),
    "campaign-calendar": page(),
    "campaign-month": page({"month": "2026-11"}),
    "campaign-accounts": page(),
    "campaign-account-close": press({"code": "account.code"}),
    "campaign-post-new": Visit(sees=frozenset({200, 302})),  # an account comes first
    "campaign-post": kept(page(DRAFTED)),
    "campaign-post-change": kept(page(DRAFTED)),
    "campaign-post-picture": kept(page(DRAFTED)),
    "campaign-post-picture-drop": press(DRAFTED),
    "campaign-post-ready": press(DRAFTED),
    "campaign-post-hold": press(READY),
    "campaign-post-publish": kept(page(READY)),
    "campaign-post-reach": kept(page(POSTED)),
    "campaign-post-down": press(POSTED),
    "campaign-post-drop": press(DRAFTED),
    "campaign-material": kept(page(MATERIAL)),
    "campaign-material-change": kept(page(MATERIAL)),
    "campaign-given": kept(page(MATERIAL)),
    "campaign-poster": kept(page(MATERIAL)),
    "campaign-given-back": press({"row_id": "given.pk"}),
    "campaign-airing-back": press({"row_id": "aired.pk"}),
    "campaign": kept(page(CAMPAIGN)),
    "campaign-change": kept(page(CAMPAIGN)),
    "campaign-run": press(CAMPAIGN),
    "campaign-end": kept(page(CAMPAIGN)),
    "campaign-material-new": kept(page(CAMPAIGN)),
    "campaign-airing": kept(page(CAMPAIGN)),
}

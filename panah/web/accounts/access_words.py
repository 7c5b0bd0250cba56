"""What each right lets somebody see, in words; the list of who can see what is made of it and of the roles."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.security.permissions import Permission as P
from panah.foundation.security.roles import Reach, RoleCard

Words = str | Promise
SEES: tuple[tuple[P, Words], ...] = (
    (P.CONCERN_VIEW, _("reports that came in")),
    (P.CALL_VIEW, _("calls of the own hotline, without the numbers of callers")),
    (P.REFERRAL_VIEW, _("requests between organisations")),
    (P.CASE_VIEW, _("cases, by code")),
    (P.IDENTITY_READ, _("names of children, one by one; each look is recorded")),
    (P.NARRATIVE_READ, _("what was told and written about a child; each look is recorded")),
    (P.TEAM_VIEW, _("how much each colleague carries")),
    (P.FIGURES_READ, _("figures")),
    (P.FIGURES_ROWS, _("the rows behind figures, by code")),
    (P.REGION_VIEW, _("what is stuck, by body and by hours, without names and codes")),
    (P.ACCESS_LOG_READ, _("who looked at a child and who wrote")),
    (P.RECORDS_EXPORT, _("files with records, with a reason")),
    (P.STAFF_MANAGE, _("the people of the own organisation and what they did, by code")),
    (P.DIRECTORY_VIEW, _("the directory of services")),
)
"""In the order from the child to the office. A right that shows nothing has no line."""
NEVER: tuple[tuple[P, Words], ...] = (
    (P.IDENTITY_READ, _("names of children")),
    (P.NARRATIVE_READ, _("stories")),
    (P.CASE_VIEW, _("cases")),
)
_REACH: dict[Reach, Words] = {
    Reach.OWN: _("only what was given to this person"),
    Reach.ORGANISATION: _("everything of the own organisation"),
}
COORDINATING: Words = _("bodies of the own region, or of the country; only where the asking organisation has agreed")
WHOLE: Words = _("the whole programme")


def sees(card: RoleCard) -> list[Words]:
    return [words for permission, words in SEES if permission in card.permissions]


def never(card: RoleCard) -> list[Words]:
    return [words for permission, words in NEVER if permission not in card.permissions]


def reach_words(card: RoleCard) -> Words:
    if P.REGION_VIEW in card.permissions:
        return COORDINATING
    return WHOLE if P.FIGURES_OF_ALL in card.permissions else _REACH[card.reach]


def joined(words: Iterable[Words]) -> str:
    return "; ".join(str(one) for one in words) or "—"

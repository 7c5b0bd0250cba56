"""One file for each indicator, one line for each here."""

from panah.insight.indicators.catalog.cases_open import CASES_OPEN
from panah.insight.indicators.catalog.champion_acts import CHAMPION_EVENTS, CHAMPION_POSTS
from panah.insight.indicators.catalog.champions import CHAMPIONS
from panah.insight.indicators.catalog.children_served import CHILDREN_SERVED
from panah.insight.indicators.catalog.concerns_received import CONCERNS_RECEIVED
from panah.insight.indicators.catalog.hours_to_answer import HOURS_TO_ANSWER
from panah.insight.indicators.catalog.partner_organisations import PARTNER_ORGANISATIONS
from panah.insight.indicators.catalog.referrals_in_time import REFERRALS_IN_TIME
from panah.insight.indicators.catalog.referrals_sent import REFERRALS_SENT
from panah.insight.indicators.catalog.specialists_trained import SPECIALISTS_TRAINED
from panah.insight.indicators.catalog.training_attendances import TRAINING_ATTENDANCES

CATALOG = {
    indicator.code: indicator
    for indicator in (
        CHILDREN_SERVED,
        CONCERNS_RECEIVED,
        REFERRALS_SENT,
        REFERRALS_IN_TIME,
        HOURS_TO_ANSWER,
        CASES_OPEN,
        SPECIALISTS_TRAINED,
        TRAINING_ATTENDANCES,
        CHAMPIONS,
        CHAMPION_POSTS,
        CHAMPION_EVENTS,
        PARTNER_ORGANISATIONS,
    )
}

"""The roles of the people who work with Panah, on one screen: title, one sentence, reach, rights.

A role whose room does not exist yet has no rights. The child, the reporter and the holder of a link are
actors, not roles.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.security.permissions import Permission as P


class Role(StrEnum):
    DUTY_WORKER = "duty_worker"
    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    HEAD_OF_ORGANISATION = "head_of_organisation"
    HOTLINE_OPERATOR = "hotline_operator"
    MOBILE_GROUP_MEMBER = "mobile_group_member"
    SHELTER_MANAGER = "shelter_manager"
    LAWYER = "lawyer"
    PSYCHOLOGIST = "psychologist"
    POLICE_FOCAL_POINT = "police_focal_point"
    REGIONAL_COORDINATOR = "regional_coordinator"
    MINISTRY_COORDINATOR = "ministry_coordinator"
    CROSS_BORDER_PARTNER = "cross_border_partner"
    MONITORING_OFFICER = "monitoring_officer"
    PROGRAMME_COORDINATOR = "programme_coordinator"
    TRAINER = "trainer"
    CHAMPION = "champion"
    ADVISORY_MEMBER = "advisory_member"
    GRANTS_OFFICER = "grants_officer"
    RAPPORTEUR = "rapporteur"
    SAFEGUARDING_PERSON = "safeguarding_person"
    ADMINISTRATOR = "administrator"


class Reach(StrEnum):
    OWN = "own"  # files granted to the person
    ORGANISATION = "organisation"  # and those granted to the organisation


@dataclass(frozen=True)
class RoleCard:
    title: str | Promise
    sentence: str | Promise
    reach: Reach = Reach.OWN
    permissions: frozenset[P] = frozenset()


_EVERYONE = frozenset({P.TODAY, P.SELF_MANAGE, P.DRAFT_KEEP, P.DUTY_VIEW, P.LIBRARY_VIEW, P.STAKEHOLDER_VIEW})
_CASEWORK = _EVERYONE | {
    P.CASE_VIEW, P.CASE_WORK, P.REFERRAL_VIEW, P.REFERRAL_SEND, P.REFERRAL_ANSWER, P.FIND, P.IDENTITY_READ,
    P.NARRATIVE_READ, P.DIRECTORY_VIEW, P.DOCUMENT_KEEP, P.CASE_HELP, P.TRANSFER_ANSWER, P.PLACES_ASK,
    P.BED_RESERVE, P.NIGHT_WORK,
}  # fmt: skip
_DUTY = _EVERYONE | {
    P.CONCERN_VIEW, P.CONCERN_TRIAGE, P.REFERRAL_VIEW, P.REFERRAL_SEND, P.REFERRAL_ANSWER, P.FIND, P.IDENTITY_READ,
    P.NARRATIVE_READ, P.DIRECTORY_VIEW, P.PLACES_ASK, P.BED_RESERVE, P.NIGHT_WORK,
}  # fmt: skip
_SUPERVISION = _CASEWORK | {
    P.TEAM_VIEW, P.CASE_ASSIGN, P.CASE_SIGN, P.FIGURES_READ, P.CONCERN_VIEW, P.CONCERN_TRIAGE, P.ACCESS_LOG_READ,
    P.AUTHORITY_REQUEST_KEEP, P.STAFF_CONFIRM, P.REFUSALS_READ, P.STAY_VIEW, P.STAY_SIGN, P.DUTY_KEEP, P.POSTER_KEEP,
    P.DEPARTURE_KEEP,
    P.OUTING_VIEW, P.OUTING_OPEN, P.OUTING_LEAD,
    P.CALL_VIEW, P.CALL_COUNT,
    P.OPERATION_PREPARE,
    P.EXCHANGE_KEEP,
}  # fmt: skip
_COORDINATION = _EVERYONE | {P.REGION_VIEW, P.REGION_PRESS, P.DIRECTORY_VIEW, P.ACCESS_READ}
_TRAINING = _EVERYONE | {
    P.ADULT_VIEW, P.ADULT_KEEP, P.CONTACT_READ, P.TRAINING_VIEW, P.TRAINING_KEEP, P.MODULE_KEEP,
}  # fmt: skip
_NOT_YET = _("This role has no pages yet.")

ROLES: dict[Role, RoleCard] = {
    Role.DUTY_WORKER: RoleCard(
        _("Duty worker"),
        _("Looks first at every concern of the area, decides what happens and refers. Cannot open cases."),
        Reach.ORGANISATION,
        _DUTY,
    ),
    Role.CASEWORKER: RoleCard(
        _("Caseworker"),
        _(
            "Leads cases: assessment, plan, services, closure. Sees the names of own cases. Cannot see the cases of others."
        ),
        Reach.OWN,
        _CASEWORK,
    ),
    Role.SUPERVISOR: RoleCard(
        _("Supervisor"),
        _("Sees the cases of the organisation, assigns leads and signs closures."),
        Reach.ORGANISATION,
        _SUPERVISION,
    ),
    Role.HEAD_OF_ORGANISATION: RoleCard(
        _("Head of organisation"),
        _("Answers for the organisation: sees what is late, assigns, signs, imports and exports its records."),
        Reach.ORGANISATION,
        _SUPERVISION
        | {
            P.RECORDS_IMPORT,
            P.RECORDS_EXPORT,
            P.DIRECTORY_EDIT,
            P.STAFF_MANAGE,
            P.FIGURES_ROWS,
            P.AUTHORITY_REQUEST_DECIDE,
            P.CALENDAR_EDIT,
            P.COORDINATION_KEEP,
            P.ACCESS_READ,
            P.AGREEMENT_KEEP,
            P.BED_KEEP,
            P.ADULT_VIEW,
            P.TRAINING_VIEW,
            P.CHAMPION_VIEW,
            P.CHAMPION_SCORE,
            P.CAMPAIGN_VIEW,
            P.LIBRARY_APPROVE,
        },
    ),
    Role.MONITORING_OFFICER: RoleCard(
        _("Monitoring officer"),
        _("Reads the figures and the rows behind them, by code. Cannot see names or stories."),
        Reach.ORGANISATION,
        _EVERYONE | {P.FIGURES_READ, P.FIGURES_ROWS, P.FIGURES_OF_ALL, P.REFUSALS_READ},
    ),
    Role.ADMINISTRATOR: RoleCard(
        _("Administrator"),
        _("Adds people and ends their access. Cannot see children."),
        Reach.ORGANISATION,
        _EVERYONE
        | {
            P.STAFF_MANAGE,
            P.DIRECTORY_VIEW,
            P.DIRECTORY_EDIT,
            P.CALENDAR_EDIT,
            P.COORDINATION_KEEP,
            P.ACCESS_READ,
            P.DEPARTURE_KEEP,
        },
    ),
    Role.SHELTER_MANAGER: RoleCard(
        _("Shelter manager"),
        _(
            "Runs a house: beds, reservations, guests, the daily log. Sees the guests of the own house; "
            "of a case only what was shared."
        ),
        Reach.ORGANISATION,
        _EVERYONE
        | {
            P.STAY_VIEW,
            P.STAY_WORK,
            P.BED_KEEP,
            P.BED_RESERVE,
            P.IDENTITY_READ,
            P.NARRATIVE_READ,
            P.DIRECTORY_VIEW,
            P.PLACES_ASK,
            P.NIGHT_WORK,
        },
    ),
    Role.MOBILE_GROUP_MEMBER: RoleCard(
        _("Mobile group member"),
        _("Goes out with a group, counts whom it meets and hands on who needs help. Sees only the own outings."),
        Reach.OWN,
        _EVERYONE
        | {
            P.OUTING_VIEW,
            P.OUTING_OPEN,
            P.OUTING_WORK,
            P.OUTING_LEAD,
            P.DIRECTORY_VIEW,
            P.IDENTITY_READ,
            P.NARRATIVE_READ,
        },
    ),
    Role.HOTLINE_OPERATOR: RoleCard(
        _("Hotline operator"),
        _(
            "Answers the hotline: writes calls down, gives answers, calls back, passes concerns on to the duty desk. "
            "Cannot see cases or concerns."
        ),
        Reach.ORGANISATION,
        _EVERYONE
        | {
            P.CALL_VIEW,
            P.CALL_WORK,
            P.CALL_COUNT,
            P.CONCERN_REPORT,
            P.IDENTITY_READ,
            P.NARRATIVE_READ,
            P.DIRECTORY_VIEW,
        },
    ),
    Role.LAWYER: RoleCard(_("Lawyer"), _NOT_YET),
    Role.PSYCHOLOGIST: RoleCard(_("Psychologist"), _NOT_YET),
    Role.POLICE_FOCAL_POINT: RoleCard(_("Police focal point"), _NOT_YET),
    Role.REGIONAL_COORDINATOR: RoleCard(
        _("Regional coordinator"),
        _("Sees which bodies of the region are late with an answer, and presses. Cannot see names, stories or cases."),
        Reach.OWN,
        _COORDINATION,
    ),
    Role.MINISTRY_COORDINATOR: RoleCard(
        _("Ministry coordinator"),
        _("Sees which bodies of the country are late with an answer, and presses. Cannot see names, stories or cases."),
        Reach.OWN,
        _COORDINATION,
    ),
    Role.CROSS_BORDER_PARTNER: RoleCard(_("Cross-border partner"), _NOT_YET),
    Role.PROGRAMME_COORDINATOR: RoleCard(
        _("Programme coordinator"),
        _("Runs the public work of the organisation: trainings, champions, campaigns, library. Cannot see children."),
        Reach.OWN,
        _TRAINING
        | {
            P.STAKEHOLDER_KEEP,
            P.CHAMPION_VIEW,
            P.CHAMPION_KEEP,
            P.CHAMPION_SCORE,
            P.CAMPAIGN_VIEW,
            P.CAMPAIGN_KEEP,
            P.LIBRARY_KEEP,
            P.LIBRARY_APPROVE,
        },
    ),
    Role.TRAINER: RoleCard(
        _("Trainer"),
        _("Plans trainings, keeps attendance and tests, gives certificates. Cannot see children."),
        Reach.OWN,
        _TRAINING,
    ),
    Role.CHAMPION: RoleCard(
        _("Champion"),
        _("Keeps the own plan and writes down what was done. Cannot see children, nor other champions."),
        Reach.OWN,
        _EVERYONE | {P.CHAMPION_WORK},
    ),
    Role.ADVISORY_MEMBER: RoleCard(_("Advisory group member"), _NOT_YET),
    Role.GRANTS_OFFICER: RoleCard(_("Grants officer"), _NOT_YET),
    Role.RAPPORTEUR: RoleCard(_("National rapporteur"), _NOT_YET),
    Role.SAFEGUARDING_PERSON: RoleCard(_("Safeguarding person"), _NOT_YET),
}


def roles_with_a_room() -> tuple[Role, ...]:
    return tuple(role for role, card in ROLES.items() if card.permissions)

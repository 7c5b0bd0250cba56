from enum import StrEnum


class Answer(StrEnum):
    """Whether somebody may be received. Labels: code list eligibility_answers."""

    YES = "yes"
    CALL = "call"  # nobody knows without asking: a fact is missing, or the rule leaves it to the one who answers
    NO = "no"


class ProviderKind(StrEnum):
    """What a provider is to the rules that say whom it takes."""

    STATE_SHELTER = "state_shelter"
    NGO_SHELTER = "ngo_shelter"
    CRISIS_CENTRE = "crisis_centre"
    STATE_CENTRE_FOR_CHILDREN = "state_centre_for_children"
    INFANT_HOME = "infant_home"
    MATERNITY_WARD = "maternity_ward"
    HEALTH_ORGANISATION = "health_organisation"
    KINDERGARTEN = "kindergarten"
    SCHOOL = "school"
    FAMILY_SUPPORT_CENTRE = "family_support_centre"
    GUARDIANSHIP_BODY = "guardianship_body"
    ONE_STOP_ROOM = "one_stop_room"
    LEGAL_AID = "legal_aid"
    PUBLIC_SERVICE_CENTRE = "public_service_centre"
    NGO_SERVICES = "ngo_services"
    PARTNER_ABROAD = "partner_abroad"
    INTERPRETERS = "interpreters"
    CONSULATE = "consulate"
    MIGRATION_SERVICE = "migration_service"


class Fact(StrEnum):
    """What a rule may ask about somebody, and who pays. Labels: code list eligibility_facts."""

    AGE = "age"
    SEX = "sex"
    CITIZENSHIP = "citizenship"
    STATUS = "status"
    PAPERS = "papers"
    COMPANY = "company"
    FUNDING = "funding"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class CitizenshipGroup(StrEnum):
    KZ = "KZ"
    UZ = "UZ"
    KG = "KG"
    TJ = "TJ"
    TM = "TM"
    RU = "RU"
    OTHER = "other"
    STATELESS = "stateless"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """The category of somebody's file. Only the decision of a body is a status: at risk and presumed are none (S6)."""

    CHILD_OF_MIGRANT_LABOURERS = "child_of_migrant_labourers"
    OTHER_AT_RISK = "other_at_risk"
    PRESUMED_VICTIM = "presumed_victim"
    IDENTIFIED_VICTIM = "identified_victim"
    NOT_A_VICTIM = "not_a_victim"
    UNKNOWN = "unknown"


class PapersAtHand(StrEnum):
    IDENTITY = "identity"  # one that says who this is
    OTHER = "other"
    NONE = "none"
    UNKNOWN = "unknown"


class Company(StrEnum):
    """Alone, or with whom."""

    ALONE = "alone"
    SAFE_ADULT = "safe_adult"
    UNCLEAR_ADULT = "unclear_adult"  # suspected, or not known to be safe (S3)
    BROTHERS_AND_SISTERS = "brothers_and_sisters"
    OWN_CHILDREN = "own_children"
    UNKNOWN = "unknown"


class Funding(StrEnum):
    """Who pays for the place."""

    STATE = "state"
    DONOR = "donor"
    OWN = "own"
    UNKNOWN = "unknown"


class Open(StrEnum):
    """Reasons to call that no row gives. Labels: code list eligibility_reasons."""

    NOT_KNOWN = "not_known"  # the answer hangs on a fact that nobody knows yet
    NO_RULE = "no_rule"  # nobody wrote whom this place takes, or not for somebody like this
    NO_RULE_THAT_DAY = "no_rule_that_day"  # there are rules, and none was in force on that day


class OpeningDays(StrEnum):
    """On which days somebody is there. Labels: code list opening_days."""

    EVERY_DAY = "every_day"
    WORKING_DAYS = "working_days"
    WORKING_DAYS_AND_SATURDAY = "working_days_and_saturday"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """What an entry of the directory says against a yes of the rules. Labels: code list doubt."""

    NOBODY_NOW = "nobody_now"
    NOT_ALONE = "not_alone"


class SaidBy(StrEnum):
    """Who refused: a rule that is written down, or the place itself when somebody telephoned."""

    RULE = "rule"
    TELEPHONE = "telephone"


class ProposalState(StrEnum):
    """What became of a correction that a body sent through its link."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class BedFor(StrEnum):
    """For whom a bed is meant."""

    GIRL = "girl"
    BOY = "boy"
    MOTHER_WITH_CHILDREN = "mother_with_children"
    ADULT = "adult"


class HoldEnd(StrEnum):
    """Why nobody holds a bed any more."""

    RELEASED = "released"
    EXPIRED = "expired"
    MOVED = "moved"  # the guest sleeps in another bed of the house
    LEFT = "left"

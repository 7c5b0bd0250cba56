from enum import StrEnum


class TraineeSector(StrEnum):
    """Where an adult of the public work is at home. Labels and who counts as a specialist: code list trainee_sectors."""

    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_PROTECTION = "social_protection"
    NGO = "ngo"
    HOTLINE = "hotline"
    POLICE = "police"
    BORDER_SERVICE = "border_service"
    LOCAL_GOVERNMENT = "local_government"
    MEDIA = "media"
    VOLUNTEER = "volunteer"
    OTHER = "other"


class Recognition(StrEnum):
    """What is thought of two entries before a person has looked."""

    SAME = "same"
    MAYBE = "maybe"
    ANOTHER = "another"


class RecognitionReason(StrEnum):
    """Why. Labels: code list recognition_reason."""

    SAME_TELEPHONE = "same_telephone"
    SAME_NAME = "same_name"
    NAME_ALIKE = "name_alike"
    SAME_WORKPLACE = "same_workplace"
    SAME_PLACE = "same_place"
    SAME_SECTOR = "same_sector"
    OTHER_TELEPHONE = "other_telephone"


class PairState(StrEnum):
    """What a person has said of two entries. Labels: code list adult_pair_state."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class Part(StrEnum):
    """What an institution does in a stage. Labels: code list responsibility_part."""

    LEADS = "leads"
    TAKES_PART = "takes_part"
    DECIDES = "decides"
    IS_TOLD = "is_told"
    PAYS = "pays"


class Basis(StrEnum):
    """On what that rests. Labels: code list responsibility_basis."""

    LAW = "law"
    AGREEMENT = "agreement"
    PRACTICE = "practice"


class ListKind(StrEnum):
    """What a list that was brought is of."""

    TRAINING = "training"
    CHAMPIONS = "champions"


class ListFault(StrEnum):
    """What can be wrong with a row of a list of the public work, beside what engines.tables knows."""

    NAME_UNCLEAR = "name_unclear"
    PHONE_UNCLEAR = "phone_unclear"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_MISSING = "place_missing"
    DAY_AHEAD = "day_ahead"
    LINK_UNCLEAR = "link_unclear"
    VENUE_MISSING = "venue_missing"
    CHAMPION_UNKNOWN = "champion_unknown"
    CHAMPION_UNCLEAR = "champion_unclear"


class ListNote(StrEnum):
    ROWS_TWICE = "rows_twice"
    COLUMNS_UNREAD = "columns_unread"


class Gap(StrEnum):
    """What is wrong with who leads a stage. Labels: code list responsibility_gap."""

    NOBODY_LEADS = "nobody_leads"
    TWO_LEAD = "two_lead"

from enum import StrEnum

SCOPE_OF_CONSENT = "case_services"  # the standard's one tick says no more; sharing is asked for each receiver


class RowFault(StrEnum):
    """What can be wrong with the meaning of a file that could be read as a table."""

    NO_KNOWN_COLUMNS = "no_known_columns"
    COLUMN_TWICE = "column_twice"
    BIRTH_IN_FUTURE = "birth_in_future"
    AGE_UNCLEAR = "age_unclear"
    YES_NO_UNCLEAR = "yes_no_unclear"
    COUNTRY_UNCLEAR = "country_unclear"
    RECORD_ID_TWICE = "record_id_twice"
    RECORD_ID_TOO_LONG = "record_id_too_long"
    NO_COLUMN_READ = "no_column_read"
    NAME_IN_TWO_WAYS = "name_in_two_ways"
    MEANING_TWICE = "meaning_twice"


class RowNote(StrEnum):
    COLUMNS_KEPT_UNREAD = "columns_kept_unread"
    ROWS_WITHOUT_VALUES_LEFT_OUT = "rows_without_values_left_out"
    NOT_A_VICTIM_WITHOUT_BODY = "not_a_victim_without_body"
    ROWS_TWICE_READ_ONCE = "rows_twice_read_once"
    LED_ELSEWHERE = "led_elsewhere"
    NAMES_OF_MANY = "names_of_many"


class Step(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class ListTarget(StrEnum):
    """What a column of an organisation's own list means; code list list_columns."""

    OWN_NUMBER = "own_number"
    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    SEX = "sex"
    BIRTH = "birth"
    AGE = "age"
    CITIZENSHIP = "citizenship"
    LANGUAGE = "language"
    CATEGORY = "category"
    CASE_STATE = "case_state"
    CAME_ON = "came_on"
    ENDED_ON = "ended_on"
    KEEP = "keep"
    LEAVE_OUT = "leave_out"


class StateOfRest(StrEnum):
    """How the cases of a list stand where it does not say so. Never new: no alarm about a first contact years ago (S14)."""

    ACTIVE = "Active"
    CLOSED = "Closed"


class TraffickingStatus(StrEnum):
    """The standard's words for a status; they exist only in files that come and go."""

    POSSIBLE = "PossibleVictimOfTrafficking"
    ACTUAL = "ActualVictimOfTrafficking"
    NOT_A_VICTIM = "NotAVictimOfTrafficking"


class CaseStatus(StrEnum):
    """The standard's words for how a case stands."""

    ACTIVE = "Active"
    FOLLOW_UP = "FollowUp"
    CLOSED = "Closed"
    CLOSED_REFERRED = "ClosedReferred"


class ExportContents(StrEnum):
    """What leaves. Names and citizenship never leave together, whoever wrote the rows (S2)."""

    IMPORTED = "imported"  # rows that came from the organisation's own files, as they came; with names, no citizenship
    IMPORTED_WITHOUT_NAMES = "imported_unnamed"  # the same, with citizenship and without names
    WITH_NAMES = "with_names"  # records written in Panah, without citizenship
    WITHOUT_NAMES = "without_names"  # records written in Panah, with citizenship


class RequestDecision(StrEnum):
    """What the head says to an authority that asks for data (S2)."""

    GIVE_ALL = "give_all"
    GIVE_PART = "give_part"
    REFUSE = "refuse"

from enum import IntEnum, StrEnum


class Standing(StrEnum):
    """In which right somebody is helped. Age uncertain is a child."""

    CHILD = "child"
    ADULT = "adult"


class Category(StrEnum):
    """At risk is neither a victim nor not a victim (S6)."""

    CHILD_OF_MIGRANT_LABOURERS = "child_of_migrant_labourers"
    OTHER_AT_RISK = "other_at_risk"
    PRESUMED_VICTIM = "presumed_victim"
    IDENTIFIED_VICTIM = "identified_victim"
    NOT_A_VICTIM = "not_a_victim"  # only after a negative decision by a competent body
    UNKNOWN = "unknown"


class CategoryGround(StrEnum):
    """On what a category rests. A score is none of these."""

    OBSERVATION = "observation"  # what a worker saw or was told
    RECORD_RECEIVED = "record_received"  # another organisation's record says so
    DECISION_OF_BODY = "decision_of_body"


class NameKind(StrEnum):
    AS_SAID = "as_said"
    DOCUMENT = "document"
    OTHER = "other"


class TokenKind(IntEnum):
    """What of a name a token was made of."""

    WORD = 1
    PAIR = 2  # of words
    YEAR = 3  # a word beside the year of birth


class Sameness(StrEnum):
    """How two records of one child are joined; either way the child counts once."""

    MERGED = "merged"  # worked on under the first code alone
    BOTH_KEPT = "both_kept"  # two organisations go on under their own codes


class ConsentDecision(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"
    LAPSED = "lapsed"  # rested on an adult who is no longer held to be safe: nobody said no, and it must be asked anew


class Safety(StrEnum):
    """Of an adult tied to a child: unknown until a worker decides (S3)."""

    SAFE = "safe"
    SUSPECTED = "suspected"
    UNKNOWN = "unknown"


class OverrideOutcome(StrEnum):
    """What a second person said of sharing without consent."""

    WAITS = "waits"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class ConsentForm(StrEnum):
    """Whose yes is needed, by age; proposed from it and never more than a proposal."""

    CAREGIVER = "caregiver"
    CAREGIVER_AND_ORAL_ASSENT = "caregiver_and_oral_assent"
    CAREGIVER_AND_WRITTEN_ASSENT = "caregiver_and_written_assent"
    OWN_CONSENT = "own_consent"
    ADULT_CONSENT = "adult_consent"

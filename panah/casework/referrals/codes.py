from enum import StrEnum


class ReferralStatus(StrEnum):
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NEED_MORE = "need_more"
    WITHDRAWN = "withdrawn"


OPEN_STATUSES = (ReferralStatus.SENT, ReferralStatus.ACKNOWLEDGED, ReferralStatus.NEED_MORE)
ENDED_WITHOUT_HELP = (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)


class LegKind(StrEnum):
    PERSON = "person"
    INFORMATION = "information"


class AnswerChannel(StrEnum):
    ACCOUNT = "account"
    LINK = "link"
    PHONE = "phone"  # from here on: told to us, and written down by the sender (S13)
    MESSENGER = "messenger"
    IN_PERSON = "in_person"
    STAMPED_PAPER = "stamped_paper"


TOLD_TO_US = (AnswerChannel.PHONE, AnswerChannel.MESSENGER, AnswerChannel.IN_PERSON, AnswerChannel.STAMPED_PAPER)


class Basis(StrEnum):
    """The word on which a child's record leaves the organisation."""

    CONSENT = "consent"
    OVERRIDE = "override"  # serious danger; a second person answers for it
    NONE = "none"  # within one's own organisation, from a report, or an authority told on a ground


class HandOverStep(StrEnum):
    """One line of the story of a hand-over."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NEED_MORE = "need_more"
    MORE_GIVEN = "more_given"
    WITHDRAWN = "withdrawn"
    LINK_MADE = "link_made"
    LINK_PAUSED = "link_paused"
    LINK_ENDED = "link_ended"  # whoever made it left
    TELEPHONED = "telephoned"  # tried, and no answer yet
    REMINDED = "reminded"
    CONFIRMED = "confirmed"  # what was told to us, by the body itself
    DISPUTED = "disputed"
    LINK_WANTED = "link_wanted"
    INTERVIEW_ASKED = "interview_asked"
    INTERVIEW_SAID = "interview_said"
    PRESSED = "pressed"  # by a coordinator of the region or the ministry
    PRESS_SAID = "press_said"  # what the body said to that coordinator on the telephone
    RESPONSIBLE = "responsible"  # whom that coordinator named there
    SHARING_ENDED = "sharing_ended"  # consent was withdrawn, or an override was not confirmed


BY_COORDINATOR = (HandOverStep.PRESSED, HandOverStep.PRESS_SAID, HandOverStep.RESPONSIBLE)


class DisclosedFact(StrEnum):
    """What may be told of a child and its family beyond the codes of a packet: each ticked by itself (S1)."""

    CHILD_NAME = "child_name"
    BIRTH_DATE = "birth_date"
    DOCUMENT = "document"
    PARENTS_NAME = "parents_name"
    PARENTS_CITIZENSHIP = "parents_citizenship"
    PARENTS_MIGRATION_STATUS = "parents_migration_status"
    HOME = "home"
    WORKPLACE = "workplace"
    WHERE_CHILD_IS = "where_child_is"
    CONTACT = "contact"


class Ground(StrEnum):
    """Why an authority may be told. There is no fourth (S1)."""

    DANGER_NOW = "danger_now"
    LEGAL_DUTY = "legal_duty"
    WISH_OF_FAMILY = "wish_of_family"

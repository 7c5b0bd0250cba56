from enum import StrEnum


class ReferralStatus(StrEnum):
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NEED_MORE = "need_more"
    WITHDRAWN = "withdrawn"


OPEN_STATUSES = (ReferralStatus.SENT, ReferralStatus.ACKNOWLEDGED, ReferralStatus.NEED_MORE)


class LegKind(StrEnum):
    PERSON = "person"
    INFORMATION = "information"


class AnswerChannel(StrEnum):
    ACCOUNT = "account"
    LINK = "link"

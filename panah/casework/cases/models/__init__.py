"""What a case remembers: the work, the record of what happened, what was told, and who helps."""

from panah.casework.cases.models.helping import (
    Helper,
    Transfer,
)
from panah.casework.cases.models.record import (
    DeliveredService,
    DepthDecision,
    Note,
    Paper,
    Review,
    Visit,
)
from panah.casework.cases.models.telling import (
    GuardianRequest,
    Interview,
    SleepAnswer,
    ToldFact,
)
from panah.casework.cases.models.work import (
    Assessment,
    Case,
    ClosureRequest,
    DomainAnswer,
    Episode,
    PlannedService,
)

__all__ = [
    "Assessment",
    "Case",
    "ClosureRequest",
    "DeliveredService",
    "DepthDecision",
    "DomainAnswer",
    "Episode",
    "GuardianRequest",
    "Helper",
    "Interview",
    "Note",
    "Paper",
    "PlannedService",
    "Review",
    "SleepAnswer",
    "ToldFact",
    "Transfer",
    "Visit",
]

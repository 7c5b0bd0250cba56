"""What a case remembers: the work, the record of what happened, what was told, and who helps."""

from panah.casework.cases.models.handing import HandOver
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
    Correction,
    GuardianRequest,
    Interview,
    Printout,
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
    "Correction",
    "DeliveredService",
    "DepthDecision",
    "DomainAnswer",
    "Episode",
    "GuardianRequest",
    "HandOver",
    "Helper",
    "Interview",
    "Note",
    "Paper",
    "PlannedService",
    "Printout",
    "Review",
    "SleepAnswer",
    "ToldFact",
    "Transfer",
    "Visit",
]

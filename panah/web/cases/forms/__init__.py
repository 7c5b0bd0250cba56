"""The forms of a case: how it starts, the work on it, how it ends, and the list."""

from panah.web.cases.forms.ending import CheckForm, ClosureForm, HelpEndsForm, LeadForm, ReopenForm, ReturnForm
from panah.web.cases.forms.listing import CaseFilterForm
from panah.web.cases.forms.starting import HelpForm, NewCaseForm
from panah.web.cases.forms.working import (
    AgreeForm,
    ApproveForm,
    AssessmentForm,
    CancelForm,
    ContactForm,
    DepthForm,
    DomainForm,
    GuardianForm,
    PauseForm,
    PlanForm,
    ReviewForm,
    ServiceForm,
    SleepForm,
    TakeBackForm,
    WordForm,
)

__all__ = [
    "AgreeForm",
    "ApproveForm",
    "AssessmentForm",
    "CancelForm",
    "CaseFilterForm",
    "CheckForm",
    "ClosureForm",
    "ContactForm",
    "DepthForm",
    "DomainForm",
    "GuardianForm",
    "HelpEndsForm",
    "HelpForm",
    "LeadForm",
    "NewCaseForm",
    "PauseForm",
    "PlanForm",
    "ReopenForm",
    "ReturnForm",
    "ReviewForm",
    "ServiceForm",
    "SleepForm",
    "TakeBackForm",
    "WordForm",
]

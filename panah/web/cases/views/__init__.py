"""The pages of a case: reading it, working in it, ending it."""

from panah.web.cases.views.closing import close, lead, reopen, return_closure, sign_closure
from panah.web.cases.views.reading import case, case_list, consent, name
from panah.web.cases.views.working import (
    agree,
    assess,
    cancel,
    complete,
    contact,
    domain,
    new,
    plan,
    planned,
    review,
    service,
)

__all__ = [
    "agree",
    "assess",
    "cancel",
    "case",
    "case_list",
    "close",
    "complete",
    "consent",
    "contact",
    "domain",
    "lead",
    "name",
    "new",
    "plan",
    "planned",
    "reopen",
    "return_closure",
    "review",
    "service",
    "sign_closure",
]

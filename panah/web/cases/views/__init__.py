"""The pages of a case: reading it, knowing the child, working, helping, ending it."""

from panah.web.cases.views.closing import check, close, lead, reopen, return_closure, sign_closure
from panah.web.cases.views.helping import agree, cancel, plan, planned, service
from panah.web.cases.views.reading import case, case_list, name
from panah.web.cases.views.working import assess, complete, contact, domain, new, review

__all__ = [
    "agree",
    "assess",
    "cancel",
    "case",
    "case_list",
    "check",
    "close",
    "complete",
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

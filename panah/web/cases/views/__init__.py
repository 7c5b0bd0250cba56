"""The pages of a case: reading it, knowing the child, working, helping, ending it."""

from panah.web.cases.views.basics import basics, category, consent, name_add
from panah.web.cases.views.closing import check, close, lead, reopen, return_closure, sign_closure
from panah.web.cases.views.helping import agree, cancel, plan, planned, service
from panah.web.cases.views.papers import paper, papers
from panah.web.cases.views.reading import case, case_list, name
from panah.web.cases.views.working import assess, complete, contact, domain, new, review

__all__ = [
    "agree",
    "assess",
    "basics",
    "cancel",
    "case",
    "case_list",
    "category",
    "check",
    "close",
    "complete",
    "consent",
    "contact",
    "domain",
    "lead",
    "name",
    "name_add",
    "new",
    "paper",
    "papers",
    "plan",
    "planned",
    "reopen",
    "return_closure",
    "review",
    "service",
    "sign_closure",
]

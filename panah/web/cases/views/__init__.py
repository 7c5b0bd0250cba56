"""The pages of a case: reading it, beginning, talking, assessing, planning, serving, deciding, ending."""

from panah.web.cases.views.assessing import assess, complete, domain, domain_still
from panah.web.cases.views.closing import check, close, lead, reopen, return_closure, sign_closure
from panah.web.cases.views.deciding import depth, help_close
from panah.web.cases.views.planning import agree, plan, plan_answer, review
from panah.web.cases.views.reading import case, case_list, name
from panah.web.cases.views.serving import cancel, planned, service, service_back
from panah.web.cases.views.starting import help_new, new
from panah.web.cases.views.talking import contact, guardian, lost, pause, sleep

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
    "depth",
    "domain",
    "domain_still",
    "guardian",
    "help_close",
    "help_new",
    "lead",
    "lost",
    "name",
    "new",
    "pause",
    "plan",
    "plan_answer",
    "planned",
    "reopen",
    "return_closure",
    "review",
    "service",
    "service_back",
    "sign_closure",
    "sleep",
]

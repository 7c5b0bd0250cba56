"""The addresses of mobile groups."""

from dataclasses import replace

from panah.foundation.security.roles import Role
from tests.house.visits.ways import FORM, MOVED_ON, Visit, form, page

OUTING = {"code": "outing.code"}
MET = OUTING | {"child": "met.code"}
OUT = frozenset({Role.MOBILE_GROUP_MEMBER})


def _of_group(visit: Visit) -> Visit:
    """Of those who went along, and of those who lead the office."""
    return replace(visit, holders=OUT)


OUTING_VISITS: dict[str, Visit] = {
    "outing-list": page(),
    "outing-new": page(),
    "outing-numbers": page(),
    "outing-child-blank": page(),
    "outing-child-blank-file": page(),
    "outing": _of_group(page(OUTING)),
    "outing-members": _of_group(page(OUTING)),
    "outing-member-remove": _of_group(form(OUTING | {"member_id": "member.pk"}, sees=MOVED_ON)),
    "outing-seen": _of_group(form(OUTING, sees=MOVED_ON)),
    "outing-empty": _of_group(form(OUTING, sees=MOVED_ON)),
    "outing-child": _of_group(page(OUTING)),
    "outing-take": _of_group(form(OUTING, sees=MOVED_ON)),
    "outing-lost": _of_group(page(OUTING | {"taken_id": "taken.pk"})),
    "outing-offline": _of_group(Visit(OUTING, sees=MOVED_ON)),  # nobody took it along
    "outing-count": _of_group(page(OUTING)),
    "outing-count-undo": _of_group(form(OUTING, sees=MOVED_ON)),
    "outing-met": _of_group(page(MET)),
    "outing-hand-over": _of_group(page(MET)),
    "outing-citizenship": _of_group(Visit(MET, sees=frozenset({404}))),  # no rule needs it
    "outing-card": _of_group(page(MET)),
    "outing-same": _of_group(page(MET | {"other": "second.code"})),
    "outing-same-undo": _of_group(page(MET)),
    "outing-report": _of_group(page(OUTING)),
    "outing-close": _of_group(page(OUTING)),
    "outing-remark": _of_group(page(OUTING)),
    "outing-signed": _of_group(page(OUTING)),
    "outing-signed-file": _of_group(page({"code": "home.code", "paper_id": "signed.pk"})),
    "outing-paper": _of_group(Visit({"number": "outing_report.code"}, "post", FORM)),
}

"""Pages as paper: the blank twin of every form, and the way to it."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString

from panah.web.components.paper import Question, forms_in, questions_of
from panah.web.components.qr import qr_picture

register = template.Library()
BLANK = "blank"
STAFF = "/app/"
NOT_ON_PAPER = frozenset(
    {"find", "adult-list", "stakeholder-list", "me", "me-role", "parts", "lock", "notices", "outing-offline"}
)  # ask about the account, look something up, or lie on a phone without network


@register.filter
def with_gaps(block: dict[str, Any]) -> list[tuple[str, range]]:
    """Each line to tick, with the lines to write on that follow it."""
    gaps = [*block.get("gaps", ()), *[0] * len(block["lines"])]
    return [(line, range(gaps[place])) for place, line in enumerate(block["lines"])]


@register.simple_tag
def paper_questions(form: Form) -> list[Question]:
    """The questions of a form as they stand on paper."""
    return questions_of(form)


@register.simple_tag(takes_context=True)
def paper_twin(context: Context) -> SafeString:
    """The page as an empty form where ``?blank=1`` asks for it; nothing where it does not, or where there is no form."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.method != "GET" or request.GET.get(BLANK) != "1":
        return SafeString("")
    found = _forms(context, request)
    if not found:
        return SafeString("")
    values = {
        "title": _title(context), "forms": [(form, questions_of(form)) for form in found],
        "picture": qr_picture(f"{settings.PANAH_ADDRESS}{request.path}"), "path": request.path,
        "code": context.get("print_code", ""),
    }  # fmt: skip
    return SafeString(render_to_string("parts/paper_twin.html", values))


@register.inclusion_tag("parts/paper_link.html", takes_context=True)
def paper_link(context: Context) -> dict[str, Any]:
    """The way to the empty form, where a page of staff has one."""
    request: HttpRequest | None = context.get("request")
    return {"has_paper": request is not None and bool(_forms(context, request))}


def _forms(context: Context, request: HttpRequest) -> list[Form]:
    match = request.resolver_match
    if not request.path.startswith(STAFF) or match is None or match.url_name in NOT_ON_PAPER:
        return []
    return forms_in({str(name): value for name, value in context.flatten().items()})


def _title(context: Context) -> SafeString:
    """What the page calls itself in its title: the act and, on a case, its code."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("title") if blocks is not None else None
    return block.nodelist.render(context) if block is not None else SafeString("")

"""A form that may be sealed on the device: ``<form method="post" {% sealing "kind" rules %}>`` and ``{% outbox_parts %}``."""

import json
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from panah.foundation.post.queries import current_key

register = template.Library()


@register.simple_tag
def sealing(kind: str, rules: list[dict[str, Any]] | None = None) -> SafeString:
    """The attributes by which a form is sealed: its kind, the server's public key, what is checked before."""
    values = {"seal": kind, "key": current_key().words, "rules": json.dumps(rules or [], ensure_ascii=False)}
    return format_html_join(" ", 'data-{}="{}"', values.items())


@register.inclusion_tag("parts/outbox.html")
def outbox_parts(scope: str = "", own: bool = False) -> dict[str, Any]:
    """The line that says what waits, the words of the script, and the script.

    ``scope``: pages below this address stay on the device, so that they open without network; ``own``: they are asked for
    with the session of whoever is signed in.
    """
    worker = reverse("outbox-worker") + ("?own" if own else "") if scope else ""
    return {"scope": scope, "worker": worker}


@register.simple_tag
def outbox_scope() -> str:
    """The list and the public forms, in the language of the page."""
    return reverse("outbox")


@register.simple_tag(takes_context=True)
def sealed_card(context: template.Context, further: str = "", once: bool = False) -> SafeString:
    """What takes the place of a sealed form; ``further`` is a template with more of it; ``once``: no other form follows."""
    values = {str(name): value for name, value in context.flatten().items()}
    more = render_to_string(further, values) if further else ""
    return SafeString(render_to_string("parts/sealed.html", {"further": SafeString(more), "once": once}))

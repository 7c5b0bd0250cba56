"""What an empty Today says: that nothing waits, when the next thing comes, or what will stand here and where to look."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.web.components.when import short_day
from panah.web.today import queries
from panah.web.today.sentences import sentence_of

Words = str | Promise
_COMES: Sequence[tuple[Permission, Words]] = (
    (Permission.TEAM_VIEW, gettext_lazy("What waits for a lead, a yes or a signature will stand here.")),
    (Permission.CASE_WORK, gettext_lazy("A child who is given to you will stand here, with the first step.")),
    (
        Permission.STAY_WORK,
        gettext_lazy("A guest who comes, a reservation that ends and the log of yesterday will stand here."),
    ),
    (Permission.OUTING_WORK, gettext_lazy("A report to close and a child who waits for an answer will stand here.")),
    (Permission.CALL_WORK, gettext_lazy("Whom to call back and what the shift before left open will stand here.")),
    (Permission.CONCERN_TRIAGE, gettext_lazy("A new concern will stand here, with the time to look at it.")),
)
_ELSEWHERE: Sequence[tuple[Permission, str, Words]] = (
    (Permission.REGION_VIEW, "region", gettext_lazy("What is stuck")),
    (Permission.FIGURES_OF_ALL, "figures", gettext_lazy("Figures")),
    (Permission.STAFF_MANAGE, "health", gettext_lazy("Health")),
    (Permission.STAFF_MANAGE, "person-list", gettext_lazy("People")),
)
"""Where those look who have no children: their work does not wait with a clock."""


def nothing_words(actor: Actor, now: datetime) -> str:
    """That nothing waits, and the way to what comes next: "Next: Mon 23 Nov, 10:00 · Review the plan · K7Q4-2MX9"."""
    timer = queries.next_thing(actor, now)
    if timer is None:
        return format_html("{} {}", _("Nothing waits for you."), _what_comes(actor))
    due = timezone.localtime(timer.due_at)
    when = f"{short_day(due.date(), timezone.localtime(now).date())}, {due:%H:%M}"
    return format_html(
        '{} {}: {} · <a href="{}">{} · {}</a>',
        _("Nothing waits for you."), _("Next"), when, queries.address_of(timer), sentence_of(timer), timer.subject_code,
    )  # fmt: skip


def _what_comes(actor: Actor) -> Words | SafeString:
    for permission, words in _COMES:
        if permission in actor.permissions:
            return words
    pages = [(reverse(name), label) for permission, name, label in _ELSEWHERE if permission in actor.permissions]
    if not pages:
        return ""
    return format_html("{}: {}", _("Look here"), format_html_join(" · ", '<a href="{}">{}</a>', pages))

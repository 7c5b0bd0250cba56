"""The parts that pages are made of. The living page (``/app/me/parts/``) shows each in every state.

Tags take plain values or the records of ``panah.web.components``; none of them knows a model.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, Field
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from panah.casework.people.models import Child
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.kept import above_fields
from panah.web.components.values import (
    ActionRow,
    Bar,
    Chip,
    Event,
    Fact,
    Figure,
    FilterTag,
    Identity,
    Step,
    Steps,
    Table,
    Task,
    Tone,
    WaitingRow,
    Words,
)
from panah.web.components.when import day_and_distance, when_chip

register = template.Library()
NARROW_SPACE = "\u202f"
MESSAGE_TONES = {"success": Tone.OK, "warning": Tone.DUE, "error": Tone.LATE, "debug": Tone.MUTE}
Parts = dict[str, Any]


def _now(context: Context) -> datetime:
    now = context.get("page_now")
    return now if isinstance(now, datetime) else timezone.now()


@register.filter
def grouped(number: int | str) -> str:
    """Thousands with a narrow no-break space (1 234), in English a comma; what is no whole number stays as it is."""
    if not isinstance(number, int):
        return str(number)
    text = f"{number:,}"
    return text if (get_language() or "en").startswith("en") else text.replace(",", NARROW_SPACE)


@register.filter
def said_of(words: Words, whom: Child | str) -> str:
    """Of a grown person the words that call nobody a child; ``whom`` is a record, or the standing of somebody."""
    return suited(words, standing_of(whom) if isinstance(whom, Child) else whom)


@register.simple_tag
def url_or_nothing(name: str, *args: object) -> str:
    """The address of a page by name, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("parts/page_head.html", takes_context=True)
def page_head(
    context: Context, title: Words, lead: Words = "", caption: Words = "", back_url: str = "", back_label: Words = ""
) -> Parts:
    """The one h1 of a page with what stands around it. What the link back says already is repeated on paper alone."""
    return {
        "title": title, "lead": lead, "caption": caption, "back_url": back_url, "back_label": back_label,
        "is_repeated": bool(back_url) and str(caption) == str(back_label),
    }  # fmt: skip


@register.simple_tag
def chip(tone: str, word: Words) -> SafeString:
    """A status as colour and word."""
    return str(Chip(tone, word))  # type: ignore[return-value]  # Shown.__str__ gives a SafeString


@register.simple_tag(takes_context=True, name="when_chip")
def when_chip_tag(
    context: Context, due: datetime | date | None, now: datetime | None = None, done: bool = False
) -> str:
    """When something is due, as colour and word; nothing where nothing is due."""
    if due is None:
        return ""
    return str(when_chip(due, now or _now(context), is_done=done))


@register.simple_tag(takes_context=True)
def when_words(context: Context, moment: datetime | date | None) -> str:
    """Absolute and relative: "20.11.2026 — 1 day ago"."""
    return "" if moment is None else day_and_distance(moment, _now(context))


@register.inclusion_tag("parts/action_list.html", takes_context=True)
def action_list(context: Context, rows: Sequence[ActionRow], empty: Words = "") -> Parts:
    """What waits for this person, in the order given."""
    now = _now(context)
    return {"rows": [(row, _row_chip(row, now)) for row in rows], "empty": empty}


def _row_chip(row: ActionRow | WaitingRow, now: datetime) -> Chip | None:
    if row.chip is not None or row.due is None:
        return row.chip
    return when_chip(row.due, now, is_done=getattr(row, "is_done", False))


@register.inclusion_tag("parts/waiting_list.html", takes_context=True)
def waiting_list(context: Context, rows: Sequence[WaitingRow], empty: Words = "") -> Parts:
    """What others owe us."""
    now = _now(context)
    return {"rows": [(row, _row_chip(row, now)) for row in rows], "empty": empty}


@register.simple_tag
def steps(items: Sequence[Step]) -> str:
    """The stages of a journey."""
    return str(Steps(items))


@register.inclusion_tag("parts/identity_bar.html")
def identity_bar(identity: Identity) -> Parts:
    """Who a case page is about: code and coded facts."""
    return {"identity": identity, "steps": Steps(identity.steps) if identity.steps else None}


@register.inclusion_tag("parts/task_list.html")
def task_list(tasks: Sequence[Task]) -> Parts:
    """Tasks with their state, each a page of its own."""
    return {"tasks": tasks}


@register.inclusion_tag("parts/summary_list.html")
def summary_list(facts: Sequence[Fact], empty: Words = "") -> Parts:
    """Terms and values; what is empty reads "not known" (or ``empty``)."""
    return {"facts": facts, "empty": empty}


@register.inclusion_tag("parts/data_table.html")
def data_table(table: Table) -> Parts:
    """Rows and columns; cards on a phone."""
    return {"table": table}


@register.inclusion_tag("parts/filter.html")
def filter_panel(
    form: BaseForm,
    shown: int | None = None,
    total: int | None = None,
    tags: Sequence[FilterTag] = (),
    clear_url: str = "",
) -> Parts:
    """A GET form of filters, what is chosen, and how many are shown."""
    return {"form": form, "shown": shown, "total": total, "tags": tags, "clear_url": clear_url}


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> Parts:
    """Links to the other pages of a list, keeping the chosen filters."""
    request = context.get("request")
    kept = [(key, value) for key, values in request.GET.lists() for value in values] if request else []
    query = urlencode([pair for pair in kept if pair[0] != "page"])
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "base": f"?{query}&page=" if query else "?page="}


@register.simple_tag(takes_context=True)
def field(context: Context, bound: BoundField, heading: bool = False, to: str = "") -> SafeString:
    """One question with label, hint, error and input; ``heading=True`` makes its label the h1 of the page."""
    before = above_fields(context, bound.form, to)
    return format_html("{}{}", before, bound.render("django/forms/field.html", {"field": bound, "heading": heading}))


@register.simple_tag(takes_context=True)
def fields(context: Context, form: BaseForm, to: str = "") -> SafeString:
    """All questions of a form, hidden ones included; ``to`` where the form is sent to another address than its page's."""
    return format_html("{}{}", above_fields(context, form, to), form.render("django/forms/div.html"))


@register.inclusion_tag("parts/error_summary.html")
def error_summary(*forms: BaseForm) -> Parts:
    """What to mend, on top of the page, each linked to its question."""
    found: list[tuple[str, Words, str]] = []
    for form in forms:
        for name, errors in form.errors.items():
            anchor = "" if name == "__all__" or name not in form.fields else first_input(form[name])
            label = form.fields[name].label if anchor else ""
            found += [(anchor, label or name, str(error)) for error in errors]
    times = Counter(error for anchor, _label, error in found if anchor)
    vague = {str(Field.default_error_messages["required"]), *(error for error, count in times.items() if count > 1)}
    return {"problems": [(anchor, _with_label(error, label, vague)) for anchor, label, error in found]}


def _with_label(error: str, label: Words, vague: set[str]) -> str:
    """ "This field is required", or what is said of two fields, says nothing away from its field: the label goes before."""
    return f"{label} — {error}" if error in vague else error


def first_input(bound: BoundField) -> str:
    """The id of the first thing to type or tick in a question."""
    identifier = str(bound.auto_id or "")
    return f"{identifier}_0" if bound.use_fieldset and identifier else identifier


@register.inclusion_tag("parts/timeline.html", takes_context=True)
def timeline(context: Context, events: Sequence[Event], empty: Words = "") -> Parts:
    """What happened, one line each."""
    return {"events": events, "empty": empty}


@register.inclusion_tag("parts/figure.html")
def figure(item: Figure) -> Parts:
    """A number, what it counts, and how."""
    return {"figure": item}


@register.inclusion_tag("parts/bars.html")
def bars(rows: Sequence[Bar], caption: Words, label: Words, number: Words) -> Parts:
    """A table whose rows also show as bars. The longest bar is the largest value."""
    largest = max((row.value for row in rows), default=0) or 1
    shown = [(row, round(100 * row.value / largest)) for row in rows]
    return {"rows": shown, "caption": caption, "label": label, "number": number}


@register.inclusion_tag("parts/copy_code.html")
def copy_code(code: str) -> Parts:
    """A code with a button that copies it, the code and nothing else."""
    return {"code": code}


@register.inclusion_tag("parts/hold_reveal.html", takes_context=True)
def hold_reveal(context: Context, post_url: str, label: Words) -> Parts:
    """A button that must be held for three seconds; without JavaScript it is a plain button."""
    return {"post_url": post_url, "label": label}


@register.inclusion_tag("parts/draft_status.html")
def draft_status() -> Parts:
    """The live line in which autosave reports; stands inside a form with ``data-draft-url``."""
    return {}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: Words = "") -> str:
    """A box that tells something about this page."""
    shown = {"content": content, "tone": MESSAGE_TONES.get(tone, tone), "title": title}
    return render_to_string("parts/notice.html", shown)


@register.simple_block_tag
def interruption(content: str, title: Words) -> str:
    """A page or block that asks to stop and read before going on."""
    return render_to_string("parts/interruption.html", {"content": content, "title": title})


@register.simple_block_tag
def fold(content: str, summary: Words, content_note: Words = "", is_open: bool = False) -> str:
    """Something folded away; painful text carries a content note before it."""
    values = {"content": content, "summary": summary, "content_note": content_note, "is_open": is_open}
    return render_to_string("parts/fold.html", values)


@register.simple_block_tag
def letter(
    content: str, title: Words, number: str = "", day: date | None = None, sender: Words = "", recipient: Words = ""
) -> str:
    """A letter as it will be printed."""
    values = {
        "content": content,
        "title": title,
        "number": number,
        "day": day,
        "sender": sender,
        "recipient": recipient,
    }
    return render_to_string("parts/letter.html", values)

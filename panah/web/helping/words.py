"""What a helper is shown, in words: the same for the preview, for the lead and for the helper."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.cases.models import Helper
from panah.casework.cases.queries import is_running
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.grown_words import label_for, standing_of, suited
from panah.web.components.values import Chip, Fact, Tone


def facts_of_copy(content: Mapping[str, Any], standing: str, name: str = "") -> list[Fact]:
    """Each part that was chosen; one that is empty today says so."""

    def label_of(part: str) -> str:
        return label_for("shared_parts", part, standing)

    facts = [Fact(suited(_("Child"), standing), _child_words(content.get("child", {})))]
    if name:
        facts.append(Fact(label_of("name"), name))
    if "needs" in content:
        facts.append(Fact(label_of("needs"), code_list("service_types").labels(content["needs"])))
    if "goals" in content:
        facts.append(Fact(label_of("goals"), [_goal(goal) for goal in content["goals"]]))
    if "safe_contact" in content:
        facts.append(Fact(label_of("safe_contact"), _contact(content["safe_contact"])))
    if "told" in content:
        facts.append(Fact(label_of("told"), _told(content["told"], standing)))
    if "helpers" in content:
        facts.append(Fact(label_of("helpers"), _others(content["helpers"])))
    return facts


def _child_words(child: Mapping[str, Any]) -> str:
    who = sex_and_age(
        child.get("sex", "unknown"), child.get("birth_year"), child.get("age_band", "unknown"),
        is_about=child.get("is_birth_year_about", False),
    )  # fmt: skip
    language = child.get("language", "unknown")
    words = code_list("languages_spoken").label(language) if language != "unknown" else _("language not known")
    return f"{who} · {words}"


def _goal(goal: Mapping[str, str]) -> str:
    return f"{code_list('service_types').label(goal['service_type'])}: {goal['goal']}"


def _contact(contact: Mapping[str, str]) -> list[str]:
    if not contact.get("contact"):
        return []
    lists = (("contact_methods", contact.get("method", "")), ("safe_time", contact.get("time", "")))
    return [contact["contact"], *(code_list(name).label(code) for name, code in lists if code)]


def _told(told: Mapping[str, Any], standing: str) -> list[str]:
    count = int(told.get("interviews", 0))
    lines = [ngettext("questioned %(count)d time", "questioned %(count)d times", count) % {"count": count}]
    topics = [label_for("told_topics", topic, standing) for topic in told.get("topics", [])]
    return [*lines, *topics, suited(_("Do not ask the child about this again."), standing)] if topics else lines


def _others(others: list[Mapping[str, Any]]) -> list[str]:
    language = language_now()
    names = {
        row.code: row.label(language)
        for row in Organisation.objects.filter(code__in=[o["organisation"] for o in others])
    }
    types = code_list("service_types")
    return [
        f"{names.get(one['organisation'], one['organisation'])}: {', '.join(types.labels(one['service_types']))}"
        for one in others
    ]


def who_helps(helper: Helper) -> str:
    """The place of service, else the organisation; within it the person who does it."""
    language = language_now()
    where = helper.provider.label(language) if helper.provider else helper.organisation.label(language)
    return f"{where} · {helper.person.display_name}" if helper.person else where


def services_asked(helper: Helper) -> str:
    return ", ".join(code_list("service_types").labels(helper.service_types))


def days_of(helper: Helper) -> str:
    start = date_format(helper.starts_on, "SHORT_DATE_FORMAT")
    if helper.until is None:
        return start
    return f"{start} – {date_format(helper.until, 'SHORT_DATE_FORMAT')}"


def status_of(helper: Helper) -> Chip:
    if is_running(helper):
        return Chip(Tone.OK, _("helps"))
    if helper.ended_at is None:
        return Chip(Tone.MUTE, _("the last day has passed"))
    standing = standing_of(helper.case.child)
    return Chip(Tone.MUTE, label_for("helper_end_reasons", helper.end_reason, standing))

"""A rule and its answer in the words of the reader."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from panah.casework.services.codes import Answer, Fact
from panah.casework.services.rules import LONGEST_LIFE, Age, Facts, Rule
from panah.foundation.reference.codes import code_list
from panah.web.components.values import Chip, Tone

LISTS: Mapping[Fact, str] = {
    Fact.SEX: "sex",
    Fact.CITIZENSHIP: "citizenship_group",
    Fact.STATUS: "category",
    Fact.PAPERS: "papers_at_hand",
    Fact.COMPANY: "company",
    Fact.FUNDING: "funding",
}
TONES = {Answer.YES: Tone.OK, Answer.CALL: Tone.DUE, Answer.NO: Tone.MUTE}


def answer_chip(answer: Answer) -> Chip:
    return Chip(TONES[answer], code_list("eligibility_answers").label(answer))


def fact_label(fact: Fact) -> str:
    return code_list("eligibility_facts").label(fact)


def age_words(age: Age) -> str:
    if age.youngest == age.oldest:
        return _("age: %(years)d") % {"years": age.youngest}
    if age.oldest >= LONGEST_LIFE:
        return _("age: %(years)d or older") % {"years": age.youngest}
    return _("age: %(first)d to %(last)d") % {"first": age.youngest, "last": age.oldest}


def whom_words(rule: Rule) -> str:
    """Of whom a rule speaks: "age: 3 to 17 · Alone, With brothers or sisters"."""
    parts = [age_words(rule.age)] if rule.age != Age() else []
    parts += [", ".join(code_list(LISTS[fact]).labels(sorted(values))) for fact, values in rule.values.items()]
    return " · ".join(parts) or _("everybody")


def mark_words(mark: str) -> str:
    words = {
        "S": _("seen in the source"),
        "M": _("from memory, not checked"),
        "P": _("our proposal or practice, not a law"),
    }
    return words.get(mark, mark)


def source_words(rule: Rule) -> str:
    return code_list("eligibility_sources").label(rule.source)


def valid_words(rule: Rule) -> str:
    if rule.valid_to is None:
        return _("valid since %(day)s") % {"day": f"{rule.valid_from:%d.%m.%Y}"}
    return _("valid from %(first)s to %(last)s") % {
        "first": f"{rule.valid_from:%d.%m.%Y}", "last": f"{rule.valid_to:%d.%m.%Y}",
    }  # fmt: skip


def asked_words(facts: Facts, service: str, need: str, near: str, language: str = "") -> list[str]:
    """What was asked, as one line: what nobody said is left out."""
    said = [code_list("service_types").label(service), near]
    said.append(age_words(facts.age) if facts.age != Age() else _("age not known"))
    for fact in (Fact.SEX, Fact.COMPANY, Fact.CITIZENSHIP, Fact.STATUS, Fact.PAPERS):
        word = getattr(facts, fact.value)
        if word != "unknown":
            said.append(code_list(LISTS[fact]).label(word))
    said.append(code_list("languages_spoken").label(language) if language else "")
    said.append(code_list("special_needs").label(need) if need else "")
    return [word for word in said if word]

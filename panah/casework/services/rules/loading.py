"""content/rules/eligibility.toml, read with suspicion: a row that cannot be right is refused with its name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

from panah.casework.services.codes import Answer, ProviderKind
from panah.casework.services.rules.eligibility import Rule, Rulebook
from panah.casework.services.rules.facts import FOR_FACTS, LONGEST_LIFE, UNKNOWN, Age

SEEN = "S"
MARKS = frozenset({SEEN, "M", "P"})
WORDS = frozenset(
    {"rule", "kinds", "services", "answer", "reason", "src", "mark", "valid_from", "valid_to", "age_from", "age_to"}
    | {"provider", "note"}
)


class FaultyRules(LookupError):
    """rules/eligibility.toml cannot be used; the sentence names the row and says what to do."""

    def __init__(self, row: str, sentence: str) -> None:
        self.sentence = f"rules/eligibility.toml, “{row}”: {sentence}"
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Known:
    """The codes that there are."""

    services: Collection[str]
    reasons: Collection[str]
    sources: Collection[str]


def rulebook_of(table: Mapping[str, Any], known: Known) -> Rulebook:
    """The rows of the table, in the codes that there are."""
    rules = tuple(_rule_of(row, known) for row in table["rows"])
    _refuse_versions_that_clash(rules)
    _refuse_contradictions(rules)
    return Rulebook(rules)


def _rule_of(row: Mapping[str, Any], known: Known) -> Rule:
    name = _name_of(row)
    strange = sorted(set(row) - WORDS - {str(fact) for fact in FOR_FACTS})
    if strange:
        raise FaultyRules(name, f"nobody reads {', '.join(strange)}. A misspelt condition would hold for everybody.")
    rule = Rule(
        code=str(row["rule"]),
        kinds=frozenset(ProviderKind(kind) for kind in _known(name, row, "kinds", ProviderKind)),
        services=frozenset(_known(name, row, "services", known.services) if "services" in row else ()),
        answer=_answer_of(name, row),
        reason=str(row.get("reason", "")),
        source=str(row.get("src", "")),
        mark=str(row.get("mark", "")),
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        age=_age_of(name, row),
        values={fact: frozenset(_known(name, row, fact, FOR_FACTS[fact])) for fact in FOR_FACTS if fact in row},
        provider=str(row.get("provider", "")),
    )
    _refuse_what_harms(rule, known)
    return rule


def _name_of(row: Mapping[str, Any]) -> str:
    code = str(row.get("rule", ""))
    if not code:
        raise FaultyRules(str(dict(row)), "a row needs a rule, the name that all its versions share.")
    first, last = row.get("valid_from"), row.get("valid_to")
    if not _is_day(first):
        raise FaultyRules(code, "write the first day on which it holds: valid_from = 2026-01-31.")
    name = f"{code} ({first:%d.%m.%Y})"
    if last is not None and (not _is_day(last) or last < first):
        raise FaultyRules(
            name, "valid_to is a day, not before valid_from; without it the row holds until further notice."
        )
    return name


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _known(name: str, row: Mapping[str, Any], word: str, known: Iterable[str]) -> list[str]:
    given = row.get(word)
    if not isinstance(given, list) or not given:
        raise FaultyRules(name, f"{word} is a list with at least one code; leave the condition out to ask for nothing.")
    strange = [str(value) for value in given if value not in set(known)]
    if strange:
        raise FaultyRules(name, f"{word} has no {', '.join(strange)}.")
    return [str(value) for value in given]


def _answer_of(name: str, row: Mapping[str, Any]) -> Answer:
    if row.get("answer") not in set(Answer):
        raise FaultyRules(name, "answer is yes, call or no.")
    return Answer(row["answer"])


def _age_of(name: str, row: Mapping[str, Any]) -> Age:
    first, last = row.get("age_from", 0), row.get("age_to", LONGEST_LIFE)
    if not isinstance(first, int) or not isinstance(last, int) or not 0 <= first <= last:
        raise FaultyRules(name, "age_from and age_to are whole years, the first not above the last.")
    return Age(first, last)


def _refuse_what_harms(rule: Rule, known: Known) -> None:
    """A refusal needs a reason that can be read to somebody, and a source that somebody has seen."""
    if rule.mark not in MARKS or not rule.source:
        raise FaultyRules(rule.name, "needs src and a mark: S seen, M from memory, P proposed.")
    if rule.answer is not Answer.YES and not rule.reason:
        raise FaultyRules(rule.name, "a no and a call need a reason.")
    if rule.source not in known.sources:
        raise FaultyRules(rule.name, f"the source {rule.source} is not in codelists/eligibility_sources.toml.")
    if rule.reason and rule.reason not in known.reasons:
        raise FaultyRules(rule.name, f"the reason {rule.reason} is not in codelists/eligibility_reasons.toml.")
    if rule.answer is Answer.NO and rule.mark != SEEN:
        raise FaultyRules(rule.name, "nobody is refused from memory: a no needs the mark S, else let it say call.")
    if rule.answer is Answer.NO and any(UNKNOWN in values for values in rule.values.values()):
        raise FaultyRules(rule.name, "what is not known is no ground for a no: take unknown out, or let it say call.")


def _refuse_versions_that_clash(rules: Iterable[Rule]) -> None:
    """Each day has at most one version of a rule, and a rule that holds again after a pause is another rule."""
    versions: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        versions[rule.code].append(rule)
    for code in versions:
        for before, after in pairwise(sorted(versions[code], key=lambda rule: rule.valid_from)):
            if before.valid_to is None or before.valid_to >= after.valid_from:
                raise FaultyRules(
                    before.name, f"overlaps with “{after.name}”: end it on the day before that one begins."
                )
            if before.valid_to + timedelta(days=1) != after.valid_from:
                first, last = before.valid_to + timedelta(days=1), after.valid_from - timedelta(days=1)
                raise FaultyRules(
                    after.name,
                    f"leaves a gap after “{before.name}”, from {first:%d.%m.%Y} to {last:%d.%m.%Y}. Fill it with a row that "
                    "says call, or give the later row another name.",
                )
            if (before.kinds, before.services, before.provider) != (after.kinds, after.services, after.provider):
                raise FaultyRules(after.name, f"is about others than “{before.name}”: give it another name.")


def _refuse_contradictions(rules: Iterable[Rule]) -> None:
    """Two rows that ask for exactly the same on one day and answer differently: one of them is wrong."""
    alike: dict[object, list[Rule]] = defaultdict(list)
    for rule in rules:
        for kind in rule.kinds:
            alike[kind, rule.services, rule.provider, rule.age, frozenset(rule.values.items())].append(rule)
    for same in alike.values():
        for one, other in combinations(same, 2):
            if one.answer is not other.answer and _meet(one, other):
                raise FaultyRules(
                    other.name, f"asks for the same as “{one.name}” and answers otherwise on the same days."
                )


def _meet(one: Rule, other: Rule) -> bool:
    latest_start = max(one.valid_from, other.valid_from)
    return one.is_valid(latest_start) and other.is_valid(latest_start)

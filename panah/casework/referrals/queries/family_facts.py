"""What may be told of a family where it is ticked, one fact at a time (S1): where it lies and how it may be spelt."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.codes import Standing
from panah.casework.people.models import Child, Family, Name, Relative
from panah.casework.referrals.codes import DisclosedFact as Fact
from panah.casework.referrals.models import Referral
from panah.foundation.reference.codes import LANGUAGES, NEIGHBOURS, code_list, country_choices, country_label
from panah.foundation.security.sealed import Guarded, StillSealed, open_sealed

IN_CODES = frozenset({Fact.DOCUMENT})  # no sealed words: a text may speak of papers
Records = Sequence[Guarded]

_WHERE: Mapping[type, Sequence[tuple[Fact, str]]] = {
    ConcernChild: ((Fact.CHILD_NAME, "name"),),
    Concern: ((Fact.WHERE_CHILD_IS, "where_child_is"),),
    Child: ((Fact.BIRTH_DATE, "birth_date"), (Fact.DOCUMENT, "has_papers"), (Fact.CONTACT, "safe_contact")),
    Name: ((Fact.CHILD_NAME, "full"),),
    Family: ((Fact.HOME, "home"),),
    Relative: (
        (Fact.PARENTS_NAME, "name"), (Fact.PARENTS_CITIZENSHIP, "citizenship"), (Fact.CONTACT, "contact"),
        (Fact.PARENTS_MIGRATION_STATUS, "migration_status"), (Fact.WORKPLACE, "workplace"),
    ),
}  # fmt: skip


def records_of_family(referral: Referral) -> Records:
    """Every record in which such a fact lies: of a concern what was reported, of a case the file of child and family.

    Of a concern whose child has a case by now also what that knows, as long as the side that hands over leads it.
    """
    told, made = referral.concern_child, referral.resulting_case
    if told is not None:
        is_own = made is not None and made.organisation_id == referral.sender_organisation_id
        return [told, told.concern, *(_of_child(made) if made is not None and is_own else [])]
    return _of_child(referral.case) if referral.case is not None else []


def _of_child(case: Case) -> Records:
    child = case.child
    relatives = Relative.objects.filter(family=child.family_id, family__isnull=False)
    names = Name.objects.filter(child=child)
    family = [child.family] if child.family is not None else []
    return [child, *names.order_by("written_at", "id"), *family, *relatives.order_by("written_at", "id")]


def kinds_known(records: Records) -> list[str]:
    """Which facts there are, without opening one: only those can be ticked."""
    found = {
        kind for record in records for kind, attribute in _WHERE[type(record)] if _is_there(record, attribute)
    }  # fmt: skip
    return [code for code in code_list("disclosed_facts").codes if code in found]


def _is_there(record: Guarded, attribute: str) -> bool:
    return record.__dict__.get(attribute) not in (None, "", "unknown")


def name_of_fact(kind: str, standing: str) -> str:
    """What such a fact is called; of a grown person it is no fact of a child and of parents (S10)."""
    facts = code_list("disclosed_facts")
    return facts.label_of_grown(kind) if standing == Standing.ADULT else facts.label(kind)


def holding(records: Records, kinds: Iterable[str]) -> Records:
    """Only those of the records in which one of these kinds lies: no other is opened to be shown."""
    wanted = set(kinds)
    return [record for record in records if any(kind in wanted for kind, _ in _WHERE[type(record)])]


def words_in(records: Records) -> dict[str, list[str]]:
    """The words of each kind of fact, as far as these records are open; kinds without words are left out."""
    found: dict[str, list[str]] = {}
    for record in records:
        for kind, attribute in _WHERE[type(record)]:
            words = _words(record, attribute)
            if words and words not in found.setdefault(kind, []):
                found[kind].append(words)
    return {kind: words for kind, words in found.items() if words}


def _words(record: Guarded, attribute: str) -> str:
    try:
        value = getattr(record, attribute)
    except StillSealed:
        return ""
    if attribute == "has_papers":
        return "" if value == "unknown" else code_list("yes_no_unknown").label(value)
    if attribute == "birth_date":
        return f"{value:%d.%m.%Y}" if value else ""
    return country_label(value) if attribute == "citizenship" and value in _countries() else str(value or "")


def sealed_facts(referral: Referral) -> dict[str, list[str]]:
    """All of it, opened for an action that compares or copies; pages reveal the records instead."""
    records = records_of_family(referral)
    for record in records:
        open_sealed(record, only=[attribute for _, attribute in _WHERE[type(record)]])
    return words_in(records)


def sealed_spellings(facts: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """What a text must not repeat; a country stands there under each of its names."""
    found = {kind: list(words) for kind, words in facts.items() if kind not in IN_CODES}
    if Fact.PARENTS_CITIZENSHIP in found:
        found[Fact.PARENTS_CITIZENSHIP] = [name for words in found[Fact.PARENTS_CITIZENSHIP] for name in _names(words)]
    return found


def _names(words: str) -> list[str]:
    same = [names for code, names in _countries().items() if words == code or words in names]
    return [words, *(name for names in same for name in names)]


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    codes = [code for code, _ in country_choices("en")]
    languages = {code: (*LANGUAGES, "uz", "ky", "tg") if code in NEIGHBOURS else LANGUAGES for code in codes}
    return {code: tuple(country_label(code, language) for language in languages[code]) for code in codes}

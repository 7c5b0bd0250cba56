"""The end of a phone is looked for in what is opened for that, within one's own files; nothing that finds a phone rests."""

import time
from typing import Any

import pytest

from panah.casework.people.actions import SafeContact, SpokenName
from panah.casework.people.models import Child, Family, NameToken, Relative
from panah.casework.people.queries import birth_of, find_by_phone, name_key
from panah.casework.people.queries.finding import phoning
from panah.casework.people.rules import ends_in, token_of, tokens_of
from panah.foundation.security import clock, grants
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.vault import open_files, ring
from tests.panah.casework.cases.office import NAME, Office, Worker, opened

PHONE = "+7 701 555 12 34"
FORMER_MARK = "\N{BLACK TELEPHONE}"


def many(office: Office, worker: Worker, count: int) -> None:
    """So many children whom ``worker`` leads, each with a phone of its own."""
    with ring():
        files, homes = open_files(FileKind.CHILD, count), open_files(FileKind.FAMILY, count)
        grants.grant_many([*files, *homes], PrincipalKind.PERSON, worker.person.pk, Relation.LEAD)
        now = clock.now()
        families = [
            Family(file=home, code=home.code, organisation=office.organisation, written_at=now) for home in homes
        ]
        Family.objects.bulk_create(families)
        Relative.objects.bulk_create(
            Relative(file=family.file, family=family, contact=f"+7 702 {number:07d} анасы", written_at=now)
            for number, family in enumerate(families)
        )
        Child.objects.bulk_create(
            Child(
                file=file, code=file.code, organisation=office.organisation, registered_at=now, family=family,
                safe_contact=f"+7 701 {number:07d}",
            )
            for number, (file, family) in enumerate(zip(files, families, strict=True))
        )  # fmt: skip


@pytest.mark.safeguard("S12", "whoever holds the database and the key of names guesses the end of every phone")
def test_nothing_rests_by_which_a_phone_can_be_guessed(office: Office) -> None:
    child = opened(office, safe_contact=SafeContact(contact=PHONE)).child
    guesses = {token_of(f"{mark}{number:04d}", name_key()) for mark in ("", FORMER_MARK) for number in range(10_000)}
    rests = set(NameToken.objects.values_list("token", flat=True))
    assert rests == {token for _, token in tokens_of([NAME], birth_of(child), name_key())}
    assert not guesses & rests


def test_it_is_found_within_what_one_may_see_and_no_reading_is_told_of_it(office: Office) -> None:
    case = opened(office, safe_contact=SafeContact(contact=PHONE))
    reads = AuditEvent.objects.filter(verb="read").count()
    assert find_by_phone(office.aigul.actor, "1234").children == [case.child]
    assert find_by_phone(office.saule.actor, " 1234 ").children == [case.child]
    for worker in (office.nurzhan, office.lazzat, office.dinara, office.gulnar):
        assert find_by_phone(worker.actor, "1234").children == []
    for text in ("5551", "234", "12345", "12 34", "abcd", "", "١٢٣٤"):
        assert find_by_phone(office.aigul.actor, text).children == []
    assert AuditEvent.objects.filter(verb="read").count() == reads


def test_no_more_is_opened_than_the_limit_and_that_is_said(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(phoning, "MOST_OPENED", 3)
    first = opened(office, safe_contact=SafeContact(contact=PHONE))
    many(office, office.aigul, 2)
    assert find_by_phone(office.aigul.actor, "1234") == phoning.ByPhone([first.child], is_whole=True)
    many(office, office.aigul, 1)
    found = find_by_phone(office.aigul.actor, "1234")
    assert (found.children, found.is_whole) == ([], False), "the newest are looked at"


def test_five_hundred_children_and_as_many_adults_are_compared_within_a_third_of_a_second(office: Office) -> None:
    many(office, office.aigul, phoning.MOST_OPENED)
    find_by_phone(office.aigul.actor, "0000")  # whatever is only done once
    with ring():
        before = time.process_time()
        found = find_by_phone(office.aigul.actor, "0007")
        took = time.process_time() - before
    assert len(found.children) == 1
    assert found.is_whole
    assert took < 0.3, f"{took * 1000:.0f} ms"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("+7 701 555 12 34", True), ("87015551234", True), ("701-555-1234 анасы", True), ("call 70155512 or 7015551234", True),
        ("12 34", False), ("+7 701 555 12 345", False), ("1234", False), ("", False), ("no phone", False),
    ],
)  # fmt: skip
def test_what_ends_in_four_digits(text: str, is_so: bool) -> None:
    assert ends_in(text, "1234") is is_so


def test_a_name_alone_costs_nothing_more(office: Office) -> None:
    opened(office, names=(SpokenName("Ержан"),))
    assert find_by_phone(office.aigul.actor, "Ержан").children == []

import pytest
from click.testing import CliRunner, Result

from panah.commands.audit import PROBLEMS, command
from panah.foundation.security import audit
from panah.foundation.security.access import Actor
from panah.foundation.security.audit import Event
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
CODE, OTHER = "0000-0000", "1000-0002"


def _run(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def test_verify_says_that_nothing_is_wrong() -> None:
    audit.append([Event(given.SYSTEM, "cases.open_case")] * 3)
    done = _run("verify")
    assert done.exit_code == 0
    assert done.output.startswith("3 events checked in ")
    assert done.output.endswith(": nothing wrong\n")


def test_verify_names_number_and_kind_of_everything_wrong_and_fails() -> None:
    audit.append([Event(given.SYSTEM, "cases.open_case")] * 5)
    audit.checkpoint_now()
    AuditEvent.objects.filter(number=2).update(verb="cases.close_case")
    AuditEvent.objects.filter(number=4).delete()
    done = _run("verify")
    assert done.exit_code == 1
    assert "Event 2 was changed after it was written (edited)" in done.output
    assert "Event 4 is missing (missing)" in done.output
    assert "2 findings: edited, missing" in done.output


def test_verify_does_not_flood_the_screen() -> None:
    audit.append([Event(given.SYSTEM, "x")] * 300)
    audit.checkpoint_now()
    AuditEvent.objects.update(verb="y")
    done = _run("verify")
    assert "… and 200 more" in done.output
    assert "300 findings: edited" in done.output


def test_every_problem_has_words() -> None:
    assert set(PROBLEMS) == {"edited", "missing", "inserted", "reordered", "truncated", "head", "checkpoint"}


def test_checkpoint_signs_the_end() -> None:
    audit.append([Event(given.SYSTEM, "x")])
    done = _run("checkpoint")
    assert done.exit_code == 0
    assert audit.checkpoint_path().read_text().startswith("1 ")


def test_show_tells_in_words_who_did_what_to_one_file() -> None:
    lead = given.actor(Role.CASEWORKER, given.person("Aigul S."))
    audit.append(
        [
            Event(Actor.public(), "concerns.report_concern", "concern", CODE, ["what_was_seen"]),
            Event(lead, "read", "file", CODE, ["people.name.full"]),
            Event(lead, "read", "file", "2 files", ["people.name.full", CODE, OTHER], 2),
            Event(Actor.link("x", ()), "referrals.answer_referral", "referral", OTHER),
            Event(given.SYSTEM, "cases.close_case", "case", CODE),
        ]
    )
    done = _run("show", CODE)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert len(lines) == 4
    assert lines[0].endswith("somebody without account: report concern [what_was_seen]")
    assert lines[1].endswith("Aigul S. (caseworker, sana): read [people.name.full]")
    assert lines[2].endswith("Aigul S. (caseworker, sana): read among 2 files [people.name.full]")
    assert lines[3].endswith("Panah itself (test): close case")
    assert OTHER not in done.output


def test_a_code_typed_carelessly_is_understood_and_looking_is_recorded() -> None:
    audit.append([Event(given.SYSTEM, "cases.close_case", "case", CODE)])
    assert _run("show", "0000 oooo").exit_code == 0
    last = AuditEvent.objects.order_by("-number")[0]
    assert (last.verb, last.subject_code) == ("audit.show", CODE)


def test_who_is_gone_is_still_shown_as_somebody() -> None:
    lead = given.actor()
    audit.append([Event(Actor(lead.kind, id="0b8d3f6a-0000-4000-8000-000000000001"), "x", "case", CODE)])
    assert "a person who is no longer known" in _run("show", CODE).output


def test_nothing_recorded_is_said() -> None:
    done = _run("show", OTHER)
    assert done.exit_code == 1
    assert "Nothing is recorded" in done.output

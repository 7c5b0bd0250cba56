"""Every act that a person can take has its words in the record of acts."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import panah
from panah.foundation.security.action import ActionCard
from panah.foundation.security.permissions import Permission
from panah.web.accounts.act_words import INNER, OF_TWO, WORDS

NOBODY_SEES = {
    Permission.CLOCK_WORK, Permission.NOTICE_SEND, Permission.DEMO_BUILD, Permission.REFERENCE_LOAD,
    Permission.DRAFT_KEEP,
}  # fmt: skip
QUIET = {"use_code_of", "hide_guide", "mark_seen", "note_refusals", "note_telephone_refusal"}  # not in the record
ROOMS = (
    "panah.casework", "panah.web", "panah.foundation.accounts", "panah.foundation.clocks", "panah.programme.library",
    "panah.programme.outreach",
)  # fmt: skip


def acts() -> Iterator[tuple[str, ActionCard]]:
    """``room.verb`` of every action of the rooms that a reader of the log meets."""
    for module in pkgutil.walk_packages(panah.__path__, "panah."):
        parts = module.name.split(".")
        if "actions" not in parts or not module.name.startswith(ROOMS):
            continue
        found = importlib.import_module(module.name)
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if function.__module__ == module.name and hasattr(function, "__action__"):
                yield f"{parts[parts.index('actions') - 1]}.{name}", function.__action__


def test_every_act_of_a_person_has_words() -> None:
    missing = [
        verb
        for verb, card in acts()
        if card.permission not in NOBODY_SEES | {Permission.WITHIN_ACTION}
        and verb.partition(".")[2] not in {*WORDS, *QUIET}
        and verb not in OF_TWO
    ]
    assert missing == []


def test_every_step_within_an_act_has_words_or_is_left_out() -> None:
    inner = {verb for verb, card in acts() if card.permission is Permission.WITHIN_ACTION}
    of_casework = {verb for verb in inner if verb.partition(".")[0] not in ("clocks", "notices", "accounts")}
    silent = {  # not audited: the act around them is
        "cases.close_part", "cases.answer_transfer", "library.begin_version", "outreach.clear_image",
    }  # fmt: skip
    assert sorted(verb for verb in of_casework - INNER - silent if verb.partition(".")[2] not in WORDS) == []
    assert sorted(verb for verb in INNER - inner if not verb.startswith("documents.")) == []

"""The document that says whom a provider takes is never older than the rules."""

from scripts.eligibility import DOCUMENT, written


def test_the_document_says_what_the_rules_say() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == written(), "run python -m scripts.eligibility"

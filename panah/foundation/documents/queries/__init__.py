"""Papers and drafts for those who may see them; what is wrong with a table that came, in words."""

from panah.foundation.documents.queries.papers import (
    CONTENT,
    CheckedLetter,
    content_of,
    draft_for,
    drafts_of,
    letter_to_check,
    letters_about,
    open_words,
    opened_translations_for,
    papers_of,
    published_content,
    translations_for,
    unsent_texts,
    unsent_texts_of,
    views_of,
)
from panah.foundation.documents.queries.tables import TABLE_SENTENCES, sentence_with_place

__all__ = [
    "CONTENT",
    "TABLE_SENTENCES",
    "CheckedLetter",
    "content_of",
    "draft_for",
    "drafts_of",
    "letter_to_check",
    "letters_about",
    "open_words",
    "opened_translations_for",
    "papers_of",
    "published_content",
    "sentence_with_place",
    "translations_for",
    "unsent_texts",
    "unsent_texts_of",
    "views_of",
]

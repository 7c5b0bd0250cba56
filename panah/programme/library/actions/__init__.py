"""What can be done with the library: keep its items, bring versions in, approve them, and say who uses which."""

from panah.programme.library.actions.approving import approve_item, restore_item, withdraw_item
from panah.programme.library.actions.bringing import EditionWords, add_language, drop_edition, new_version
from panah.programme.library.actions.keeping import ItemDetails, LessonSource, add_item, change_item, hand_in_lesson
from panah.programme.library.actions.using import end_event_use, end_use, note_event_use, say_told, say_use

__all__ = [
    "EditionWords",
    "ItemDetails",
    "LessonSource",
    "add_item",
    "add_language",
    "approve_item",
    "change_item",
    "drop_edition",
    "end_event_use",
    "end_use",
    "hand_in_lesson",
    "new_version",
    "note_event_use",
    "restore_item",
    "say_told",
    "say_use",
    "withdraw_item",
]

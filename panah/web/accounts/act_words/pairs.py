"""Our words for what is done with records that may be one child."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

PAIRS: dict[str, str | Promise] = {
    "tell_apart": gettext_lazy("Decided that two records are two children"),
    "decide_same": gettext_lazy("Decided that two records are one child"),
    "undo_same": gettext_lazy("Parted two records again"),
    "note_pair": gettext_lazy("Compared two records"),
    "reopen_pair": gettext_lazy("Let a pair be looked at again"),
    "join_family_of": gettext_lazy("Put a child into a family file"),
    "ask_about": gettext_lazy("Asked another organisation whether it is the same child"),
    "say_answer": gettext_lazy("Answered another organisation after a call"),
    "say_own": gettext_lazy("Said what follows from a call"),
    "close_question": gettext_lazy("Took a question back"),
}

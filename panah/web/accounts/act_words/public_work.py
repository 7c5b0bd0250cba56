"""Our words for what is done with the library, campaigns and posts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LIBRARY: dict[str, str | Promise] = {
    "add_item": gettext_lazy("Wrote an entry of the library"),
    "change_item": gettext_lazy("Changed an entry of the library"),
    "hand_in_lesson": gettext_lazy("Handed a lesson in to the library"),
    "new_version": gettext_lazy("Brought a version to the library"),
    "add_language": gettext_lazy("Brought a version to the library"),
    "drop_edition": gettext_lazy("Took back what was brought to the library"),
    "approve_item": gettext_lazy("Approved an entry of the library"),
    "withdraw_item": gettext_lazy("Withdrew an entry of the library"),
    "restore_item": gettext_lazy("Let an entry of the library hold again"),
    "say_use": gettext_lazy("Said which version is used"),
    "end_use": gettext_lazy("Said which version is used"),
    "end_event_use": gettext_lazy("Said that a version is used no more"),
    "note_event_use": gettext_lazy("Said which version is used"),
    "say_told": gettext_lazy("Told those who go by an older version"),
}
CAMPAIGNS: dict[str, str | Promise] = {
    "add_campaign": gettext_lazy("Planned a campaign"),
    "change_campaign": gettext_lazy("Changed a campaign"),
    "move_campaign": gettext_lazy("Began or ended a campaign"),
    "add_material": gettext_lazy("Wrote a material of a campaign"),
    "change_material": gettext_lazy("Wrote a material of a campaign"),
    "record_distribution": gettext_lazy("Wrote down what was given out"),
    "take_back_distribution": gettext_lazy("Took back what was written by a slip"),
    "record_airing": gettext_lazy("Wrote down what was on the air"),
    "take_back_airing": gettext_lazy("Took back what was written by a slip"),
    "add_account": gettext_lazy("Changed the list of accounts"),
    "close_account": gettext_lazy("Changed the list of accounts"),
    "plan_post": gettext_lazy("Planned a post"),
    "change_post": gettext_lazy("Changed a post"),
    "drop_image": gettext_lazy("Changed a post"),
    "drop_post": gettext_lazy("Threw a planned post away"),
    "ready_post": gettext_lazy("Marked a post as ready"),
    "hold_post": gettext_lazy("Held a post back"),
    "publish_post": gettext_lazy("Wrote down the link of a post"),
    "estimate_reach": gettext_lazy("Wrote whom a post reached"),
    "take_down_post": gettext_lazy("Took a post down"),
    "take_clearance": gettext_lazy("A story was cleared"),
    "end_clearance": gettext_lazy("A story was taken back"),
}

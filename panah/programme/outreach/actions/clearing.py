"""What the survivors say of a post with a story. Their room stands above none of these, and calls in."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.actions.pictures import clear_image
from panah.programme.outreach.actions.watching import watch_post
from panah.programme.outreach.codes import PostState
from panah.programme.outreach.models import PlannedPost


class NoStory(Refusal):
    code = "no_story"
    sentence = _("This post holds no story.")


@action(Permission.WITHIN_ACTION, on=None)
def take_clearance(*, by: Actor, post: PlannedPost, number: str) -> PlannedPost:
    """Under this number of the advisory group these very words were cleared; other words wait again."""
    if not post.has_story or not number.strip():
        raise NoStory
    post.clearance, post.clearance_ended_at = number.strip(), None
    post.save(update_fields=["clearance", "clearance_ended_at"])
    return post


@action(Permission.WITHIN_ACTION, on=None)
def end_clearance(*, by: Actor, post: PlannedPost) -> PlannedPost:
    """A no holds at once and everywhere (S16): the words and the picture are gone here, and what stands in a network comes
    down: its link stays until somebody has taken it down."""
    was_published = post.state == PostState.PUBLISHED
    post.clearance_ended_at = clock.now()
    post.text_kk = post.text_ru = ""
    clear_image(by=by, post=post)
    post.state = PostState.PUBLISHED if was_published else PostState.IDEA
    post.version += 1
    post.save()
    watch_post(by, post, is_to_be_taken_down=was_published)
    return post

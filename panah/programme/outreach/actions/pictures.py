from panah.foundation.documents.actions import drop_file
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.models import PlannedPost


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def clear_image(*, by: Actor, post: PlannedPost) -> None:
    """The picture and its words go, not only from sight. The caller saves the post, or has it go as well."""
    paper = post.image
    post.image, post.alt_kk, post.alt_ru, post.is_image_safe = None, "", "", False
    if paper is not None:
        post.save()
        drop_file(by=by, paper=paper)

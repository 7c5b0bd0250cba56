from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from panah.foundation.documents.actions import store_file
from panah.foundation.documents.codes import Media
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal, Sentence
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.library.models import Version
from panah.programme.outreach.actions.accounts import opened_file
from panah.programme.outreach.actions.outcomes import must_say_how
from panah.programme.outreach.actions.pictures import clear_image
from panah.programme.outreach.actions.watching import watch_post
from panah.programme.outreach.codes import Lack, PostState
from panah.programme.outreach.models import Account, Campaign, PlannedPost
from panah.programme.outreach.rules import may_publish, plain_link, same_link

LONGEST_TEXT = 10_000
PICTURES = (Media.JPEG, Media.PNG)


class PostRefused(Refusal):
    code = "post_refused"
    sentence = _("Write at least a first thought in Kazakh or in Russian, and choose the account and the day.")


class AlreadyPublished(Refusal):
    code = "already_published"
    sentence = _("This post is published. Change it in the network; plan another one here.")


class NotPublished(Refusal):
    code = "not_published"
    sentence = _("This post is not published.")


class WithoutWordsForPicture(Refusal):
    code = "without_words_for_picture"
    sentence = _("Say in Kazakh and in Russian what the picture shows: who cannot see it hears these words.")


class NoPicture(Refusal):
    code = "no_picture"
    sentence = _("Choose a photo or a drawing (jpg, png).")


class NotReady(Refusal):
    code = "not_ready"
    sentence = _("This post is not ready.")

    def __init__(self, left: tuple[Lack, ...]) -> None:
        super().__init__(SENTENCES[left[0]] if left else None)
        self.left = left


SENTENCES: dict[Lack, Sentence] = {
    Lack.KK: _("The words in Kazakh are missing."),
    Lack.RU: _("The words in Russian are missing."),
    Lack.ALT_KK: _("What the picture shows is not said in Kazakh."),
    Lack.ALT_RU: _("What the picture shows is not said in Russian."),
    Lack.FACES: _("Nobody has said that no child, and nobody who did not agree, can be recognised on the picture."),
    Lack.CLEARANCE: _(
        "It holds the story of somebody who was harmed. It waits for the clearance of the survivors, who may say no."
    ),
    Lack.TIME: _("The hour at which it goes out is missing."),
}


class LinkRefused(Refusal):
    code = "link_refused"
    sentence = _("This is no link. Copy it from the network; it begins with https://.")


class LinkIsThere(Refusal):
    code = "link_is_there"
    sentence = _("A post with this link is counted already.")


@dataclass(frozen=True)
class PostDetails:
    account: Account
    on: date
    at_time: time | None = None
    text_kk: str = ""
    text_ru: str = ""
    campaign: Campaign | None = None
    library_version: Version | None = None
    has_story: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture comes with its words in both languages, and with somebody’s word that it shows nobody, or not at all."""

    paper: CheckedFile
    alt_kk: str
    alt_ru: str
    is_safe: bool


@action(Permission.CAMPAIGN_KEEP, on=None)
def plan_post(
    *, by: Actor, details: PostDetails, picture: Picture | None = None, idempotency_key: str = ""
) -> PlannedPost:
    details = _checked(by, details)
    _check_picture(picture)
    post = PlannedPost(organisation_id=details.account.organisation_id, state=PostState.IDEA)
    post.file = opened_file(details.account.organisation)
    post.code = post.file.code
    _write(post, details)
    post.state = PostState.DRAFT if post.text_kk and post.text_ru else PostState.IDEA
    _put_picture(by, post, picture)
    post.save()
    return post


@action(Permission.CAMPAIGN_KEEP, on="post")
def change_post(
    *, by: Actor, post: PlannedPost, details: PostDetails, version: int, alt: tuple[str, str] | None = None,
    picture: Picture | None = None,
) -> PlannedPost:  # fmt: skip
    """Other words are another post: what was ready is a draft again, and a clearance was given to the words before."""
    if version != post.version:
        raise EditedMeanwhile
    _must_be_ahead(post)
    details = _checked(by, details)
    _check_picture(picture)
    before = (post.text_kk, post.text_ru, post.has_story)
    _write(post, details)
    if alt is not None and post.image_id is not None:
        post.alt_kk, post.alt_ru = (words.strip() for words in alt)
    _put_picture(by, post, picture)
    if (post.text_kk, post.text_ru, post.has_story) != before:
        post.clearance = ""
    post.state = PostState.DRAFT if post.text_kk and post.text_ru else PostState.IDEA
    post.version += 1
    post.save()
    watch_post(by, post)
    return post


@action(Permission.CAMPAIGN_KEEP, on="post")
def drop_image(*, by: Actor, post: PlannedPost) -> PlannedPost:
    _must_be_ahead(post)
    clear_image(by=by, post=post)
    return _as_draft(by, post)


@action(Permission.CAMPAIGN_KEEP, on="post")
def ready_post(*, by: Actor, post: PlannedPost) -> PlannedPost:
    """It goes out at its hour, and a row of Today says so. Whatever is missing is named."""
    _must_be_ahead(post)
    if post.lacks:
        raise NotReady(post.lacks)
    return _moved(by, post, PostState.READY)


@action(Permission.CAMPAIGN_KEEP, on="post")
def hold_post(*, by: Actor, post: PlannedPost) -> PlannedPost:
    """Not yet after all."""
    _must_be_ahead(post)
    return _as_draft(by, post)


@action(Permission.CAMPAIGN_KEEP, on="post")
def drop_post(*, by: Actor, post: PlannedPost) -> None:
    """It was a thought, and is not wanted."""
    _must_be_ahead(post)
    post.state = PostState.IDEA
    watch_post(by, post)
    clear_image(by=by, post=post)
    PlannedPost.objects.filter(pk=post.pk).delete()


@action(Permission.CAMPAIGN_KEEP, on="post")
def publish_post(
    *, by: Actor, post: PlannedPost, link: str, canonical: Callable[[str], str] | None = None
) -> PlannedPost:
    """Somebody has posted it, and brings its link. ``canonical`` is the rule by which two links are one, where one is known."""
    _must_be_ahead(post)
    if not may_publish(PostState(post.state), post.lacks):
        raise NotReady(post.lacks)
    address = plain_link(link)
    if not address:
        raise LinkRefused
    post.link, post.link_key, post.published_at = address, same_link(address, canonical)[:500], clock.now()
    try:
        with transaction.atomic():
            return _moved(by, post, PostState.PUBLISHED)
    except IntegrityError as error:
        raise LinkIsThere from error


@action(Permission.CAMPAIGN_KEEP, on="post")
def estimate_reach(*, by: Actor, post: PlannedPost, reach: int, how: str) -> PlannedPost:
    if post.state != PostState.PUBLISHED:
        raise NotPublished
    must_say_how(reach, how)
    post.reach, post.reach_how = reach, how
    post.save(update_fields=["reach", "reach_how"])
    return post


@action(Permission.CAMPAIGN_KEEP, on="post")
def take_down_post(*, by: Actor, post: PlannedPost) -> PlannedPost:
    """It stands in the network no more. That it once did stays, with its day."""
    if post.state != PostState.PUBLISHED:
        raise NotPublished
    post.taken_down_at = post.taken_down_at or clock.now()
    post.save(update_fields=["taken_down_at"])
    watch_post(by, post)
    return post


def _must_be_ahead(post: PlannedPost) -> None:
    if post.state == PostState.PUBLISHED:
        raise AlreadyPublished


def _checked(by: Actor, details: PostDetails) -> PostDetails:
    """The account, and the campaign where there is one, are one's own."""
    told = replace(details, text_kk=details.text_kk.strip(), text_ru=details.text_ru.strip())
    own = [one for one in (told.account, told.campaign) if one is not None]
    is_own = all(str(one.organisation_id) == by.organisation for one in own)
    if not (told.text_kk or told.text_ru) or not is_own or max(len(told.text_kk), len(told.text_ru)) > LONGEST_TEXT:
        raise PostRefused
    return told


def _write(post: PlannedPost, details: PostDetails) -> None:
    for name in ("account", "on", "at_time", "text_kk", "text_ru", "campaign", "library_version", "has_story"):
        setattr(post, name, getattr(details, name))


def _check_picture(picture: Picture | None) -> None:
    if picture is None:
        return
    if picture.paper.media not in PICTURES:
        raise NoPicture
    if not (picture.alt_kk.strip() and picture.alt_ru.strip()):
        raise WithoutWordsForPicture
    if not picture.is_safe:
        raise NotReady((Lack.FACES,))


def _put_picture(by: Actor, post: PlannedPost, picture: Picture | None) -> None:
    if picture is not None:
        clear_image(by=by, post=post)
        post.image = store_file(by=by, record=post, kind="picture", paper=picture.paper)
        post.alt_kk, post.alt_ru, post.is_image_safe = picture.alt_kk.strip(), picture.alt_ru.strip(), True


def _as_draft(by: Actor, post: PlannedPost) -> PlannedPost:
    return _moved(by, post, PostState.DRAFT if post.text_kk and post.text_ru else PostState.IDEA)


def _moved(by: Actor, post: PlannedPost, state: PostState) -> PlannedPost:
    post.state = state
    post.version += 1
    post.save()
    watch_post(by, post)
    return post

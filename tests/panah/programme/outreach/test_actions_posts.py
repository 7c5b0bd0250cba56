from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.codes import Media
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.outreach import actions
from panah.programme.outreach.actions import Picture, PostDetails, accounts, clearing, outcomes, posts
from panah.programme.outreach.codes import Lack, PostState
from panah.programme.outreach.models import Account, PlannedPost
from panah.programme.outreach.queries import accounts_of, posts_of_month
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.outreach.stage import account, marathon, picture, planned, today

LINK = "https://www.instagram.com/p/Ulgi1/"


@action(Permission.LIBRARY_VIEW, on=None)
def of_survivors(*, by: Any, act: Any) -> Any:
    """Their room, which stands below and is not built yet, says so inside an act of its own."""
    return act()


def cleared(bureau: Bureau, post: PlannedPost) -> PlannedPost:
    by = bureau.timur.actor
    found: PlannedPost = of_survivors(by=by, act=lambda: actions.take_clearance(by=by, post=post, number="S-7"))
    return found


def refused(bureau: Bureau, post: PlannedPost) -> PlannedPost:
    by = bureau.timur.actor
    found: PlannedPost = of_survivors(by=by, act=lambda: actions.end_clearance(by=by, post=post))
    return found


def due() -> list[Timer]:
    return list(Timer.objects.running().filter(kind=TimerKind.POST_DUE))


def told(post: PlannedPost, **more: Any) -> PostDetails:
    return replace(PostDetails(post.account, post.on, post.at_time, post.text_kk, post.text_ru), **more)


def test_an_account_is_kept_once_and_rests_when_it_is_closed(bureau: Bureau) -> None:
    own = account(bureau)
    with pytest.raises(accounts.AccountIsThere):
        account(bureau)
    account(bureau, bureau.dana)
    with pytest.raises(accounts.AccountRefused):
        actions.add_account(by=bureau.madina.actor, network="invented", handle="x")
    with pytest.raises(NotPermitted):
        actions.close_account(by=bureau.dana.actor, account=own, is_active=False)
    actions.close_account(by=bureau.madina.actor, account=own, is_active=False)
    assert list(accounts_of(bureau.madina.actor, only_open=True)) == []
    assert list(accounts_of(bureau.madina.actor)) == [own]


def test_a_post_goes_from_a_thought_to_its_link(bureau: Bureau) -> None:
    by = bureau.madina.actor
    post = planned(bureau, text_ru="")
    assert (post.state, post.lacks) == (PostState.IDEA, (Lack.RU,))
    with pytest.raises(posts.NotReady) as refusal:
        actions.ready_post(by=by, post=post)
    assert refusal.value.left == (Lack.RU,)
    post = actions.change_post(by=by, post=post, details=told(post, text_ru="Слово"), version=post.version)
    assert post.state == PostState.DRAFT
    with pytest.raises(posts.NotReady):
        actions.publish_post(by=by, post=post, link=LINK)
    post = actions.ready_post(by=by, post=post)
    assert [timer.subject_code for timer in due()] == [post.code]
    with pytest.raises(posts.LinkRefused):
        actions.publish_post(by=by, post=post, link="instagram.com/p/x")
    post = actions.publish_post(by=by, post=post, link=LINK)
    assert (post.state, post.link, due()) == (PostState.PUBLISHED, LINK, [])
    for act in (actions.hold_post, actions.drop_post, actions.ready_post, actions.drop_image):
        with pytest.raises(posts.AlreadyPublished):
            act(by=by, post=post)
    with pytest.raises(outcomes.HowEstimated):
        actions.estimate_reach(by=by, post=post, reach=10, how="")


def test_the_same_link_is_counted_once(bureau: Bureau) -> None:
    by, own = bureau.madina.actor, account(bureau)
    first, second = (actions.ready_post(by=by, post=planned(bureau, own)) for _ in range(2))
    actions.publish_post(by=by, post=first, link=LINK)

    def without_tracks(link: str) -> str:
        return link.partition("?")[0].rstrip("/")

    with pytest.raises(posts.LinkIsThere):
        actions.publish_post(by=by, post=second, link=f"{LINK}?utm_source=x", canonical=without_tracks)
    second = PlannedPost.objects.get(pk=second.pk)
    assert second.state == PostState.READY
    assert len(due()) == 1


def shown(alt_kk: str = "Кітап", alt_ru: str = "Книга", *, is_safe: bool = True, **more: Any) -> Picture:
    return replace(Picture(picture(), alt_kk, alt_ru, is_safe), **more)


@pytest.mark.parametrize(("alt_kk", "alt_ru"), [("", "Книга"), ("Кітап", " "), ("", "")])
def test_a_picture_without_words_is_refused_and_nothing_is_planned(bureau: Bureau, alt_kk: str, alt_ru: str) -> None:
    details = PostDetails(account(bureau), today(), text_kk="Сөз")
    with pytest.raises(posts.WithoutWordsForPicture):
        actions.plan_post(by=bureau.madina.actor, details=details, picture=shown(alt_kk, alt_ru))
    assert not PlannedPost.objects.exists()


def test_a_picture_shows_nobody_and_is_a_picture(bureau: Bureau) -> None:
    by, post = bureau.madina.actor, planned(bureau)
    paper = CheckedFile("a.pdf", Media.PDF, b"%PDF")
    for wrong, refusal in ((shown(is_safe=False), posts.NotReady), (shown(paper=paper), posts.NoPicture)):
        with pytest.raises(refusal):
            actions.change_post(by=by, post=post, details=told(post), version=post.version, picture=wrong)
    post = actions.ready_post(by=by, post=post)
    post = actions.change_post(by=by, post=post, details=told(post), version=post.version, picture=shown())
    assert (post.state, post.image is not None, post.alt_kk, due()) == (PostState.DRAFT, True, "Кітап", [])
    post = actions.change_post(by=by, post=post, details=told(post), version=post.version, alt=("Дәптер", ""))
    assert (post.alt_kk, post.lacks) == ("Дәптер", (Lack.ALT_RU,))
    post = actions.drop_image(by=by, post=post)
    assert (post.image, post.alt_kk, post.lacks) == (None, "", ())
    assert not StoredFile.objects.exists()


@pytest.mark.safeguard("S16", "a post with a survivor’s story is marked ready, or published, without their clearance")
def test_a_story_waits_for_those_whose_it_is(bureau: Bureau) -> None:
    by = bureau.madina.actor
    post = planned(bureau, has_story=True)
    with pytest.raises(posts.NotReady) as refusal:
        actions.ready_post(by=by, post=post)
    assert refusal.value.left == (Lack.CLEARANCE,)
    post = actions.ready_post(by=by, post=cleared(bureau, post))
    post = actions.change_post(
        by=by, post=post, details=told(post, text_kk="Басқа", has_story=True), version=post.version
    )
    assert (post.state, post.clearance) == (PostState.DRAFT, "")
    with pytest.raises(posts.NotReady):
        actions.ready_post(by=by, post=post)
    with pytest.raises(posts.NotReady):
        actions.publish_post(by=by, post=post, link=LINK)


@pytest.mark.safeguard("S16", "a survivor’s no leaves the story in the calendar, or standing in a network unnoticed")
def test_a_no_takes_the_story_away_at_once(bureau: Bureau) -> None:
    by, own = bureau.madina.actor, account(bureau)
    waiting = actions.ready_post(by=by, post=cleared(bureau, planned(bureau, own, has_story=True)))
    waiting = refused(bureau, waiting)
    assert (waiting.state, waiting.text_kk, waiting.text_ru, waiting.lacks[-1]) == (
        PostState.IDEA,
        "",
        "",
        Lack.CLEARANCE,
    )
    assert due() == []
    posted = actions.ready_post(by=by, post=cleared(bureau, planned(bureau, own, has_story=True)))
    posted = actions.publish_post(by=by, post=posted, link=LINK)
    posted = refused(bureau, posted)
    assert (posted.text_kk, posted.link) == ("", LINK)
    (timer,) = due()
    assert timer.fact == "post_state:take_down"
    posted = actions.take_down_post(by=by, post=posted)
    assert posted.taken_down_at is not None
    assert due() == []


def test_what_holds_no_story_is_not_cleared(bureau: Bureau) -> None:
    with pytest.raises(clearing.NoStory):
        cleared(bureau, planned(bureau))
    with pytest.raises(posts.NotPublished):
        actions.take_down_post(by=bureau.madina.actor, post=PlannedPost.objects.get())


def test_a_post_is_of_ones_own_account_and_campaign(bureau: Bureau) -> None:
    theirs = account(bureau, bureau.dana)
    with pytest.raises(posts.PostRefused):
        planned(bureau, theirs)
    with pytest.raises(posts.PostRefused):
        planned(bureau, campaign=marathon(bureau, bureau.dana))
    with pytest.raises(posts.PostRefused):
        planned(bureau, Account.objects.get(organisation=bureau.here), text_kk=" ", text_ru="")
    post = planned(bureau, Account.objects.get(organisation=bureau.here))
    with pytest.raises(NotPermitted):
        actions.ready_post(by=bureau.dana.actor, post=post)
    with pytest.raises(EditedMeanwhile):
        actions.change_post(by=bureau.madina.actor, post=post, details=told(post), version=99)


def test_what_is_planned_stands_in_the_order_of_the_hours(bureau: Bureau) -> None:
    by, own = bureau.madina.actor, account(bureau)
    late, early = planned(bureau, own, at_time=None), planned(bureau, own)
    tomorrow = planned(bureau, own, on=today() + timedelta(days=1))
    assert list(posts_of_month(by, today(), today() + timedelta(days=1))) == [early, late, tomorrow]
    assert list(posts_of_month(bureau.dana.actor, today(), today())) == []
    actions.drop_post(by=by, post=late)
    assert list(posts_of_month(by, today(), today())) == [early]
    held = actions.hold_post(by=by, post=actions.ready_post(by=by, post=early))
    assert (held.state, due()) == (PostState.DRAFT, [])

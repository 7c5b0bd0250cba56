"""The clocks of a campaign: a post whose hour comes, and the last day of the whole."""

from datetime import date, datetime, time

from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.queries import zone_of
from panah.foundation.security.access import Actor
from panah.programme.outreach.codes import CampaignState, PostState
from panah.programme.outreach.models import Campaign, PlannedPost

END_OF_DAY = time(23, 59)


def watch_end(by: Actor, campaign: Campaign) -> None:
    """From its last day on somebody writes what came of it."""
    stop_timers(by=by, file=campaign.file, kinds=(TimerKind.CAMPAIGN_ENDS,), outcome="moved")
    if campaign.state == CampaignState.ENDED or campaign.ends_on is None:
        return
    shown = Shown(campaign.code, "campaign", campaign.code, fact=f"campaign_kinds:{campaign.kind}")
    start_timer(
        by=by, file=campaign.file, kind=TimerKind.CAMPAIGN_ENDS, urgency="normal", owner=Owner(campaign.organisation),
        shown=shown, due=_moment(campaign.ends_on, END_OF_DAY, campaign),
    )  # fmt: skip


def watch_post(by: Actor, post: PlannedPost, *, is_to_be_taken_down: bool = False) -> None:
    """A post that is ready goes out at its hour; one whose story was taken back comes down now."""
    stop_timers(by=by, file=post.file, kinds=(TimerKind.POST_DUE,), outcome="moved")
    if post.state != PostState.READY and not is_to_be_taken_down:
        return
    due = None if is_to_be_taken_down else _moment(post.on, post.at_time or END_OF_DAY, post)
    state = "take_down" if is_to_be_taken_down else post.state
    shown = Shown(post.code, "campaign-post", post.code, fact=f"post_state:{state}")
    start_timer(
        by=by, file=post.file, kind=TimerKind.POST_DUE, urgency="normal", owner=Owner(post.organisation), shown=shown,
        due=due,
    )  # fmt: skip


def _moment(day: date, hour: time, record: Campaign | PlannedPost) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone_of(record.organisation.place))

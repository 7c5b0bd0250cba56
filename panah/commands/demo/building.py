"""One action that builds the whole demo: it is all there, or nothing is."""

import shutil
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from panah.commands.demo.cast import Cast, engage
from panah.commands.demo.history import live_through
from panah.commands.demo.live_calls import answer_the_line
from panah.commands.demo.live_cases import be_at_work
from panah.commands.demo.live_concerns import hand_over, take_in
from panah.commands.demo.live_duty import keep_lists
from panah.commands.demo.live_house import run_a_house
from panah.commands.demo.live_lists import bring_own_list
from panah.commands.demo.live_nights import know_of_something, live_through_a_night
from panah.commands.demo.live_outings import go_out
from panah.commands.demo.live_people import come_and_go
from panah.commands.demo.live_public import work_in_public
from panah.commands.demo.live_region import wait_in_vain
from panah.commands.demo.live_requests import be_asked
from panah.commands.demo.network import join_network
from panah.commands.demo.public_past import carry_the_programme, speak_up, teach
from panah.commands.demo.scene import Scene
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import climb
from panah.foundation.documents import store
from panah.foundation.notices.actions import mark_seen, sweep_notices
from panah.foundation.notices.models import Notice
from panah.foundation.reference.actions import load_places
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.actions import empty_demo, mark_as_demo
from panah.foundation.security.models import File, Mark
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import is_marked_as_demo

STILL_NEW = timedelta(hours=4)


def holds_data() -> bool:
    return File.objects.exists() or Person.objects.exists() or Organisation.objects.exists()


class OtherDataHere(Refusal):
    code = "other_data_here"
    sentence = _("This database holds other data, so it cannot become a demo. Nothing was changed.")


@action(Permission.DEMO_BUILD, on=None)
def build_demo(*, by: Actor, cast: Cast) -> Mark:
    """Fill this database, which is empty or a demo already. What a demo held before is gone, its stored papers too."""
    if not is_marked_as_demo() and holds_data():
        raise OtherDataHere
    if is_marked_as_demo():
        transaction.on_commit(_leave_the_old_behind, robust=True)
        mark = empty_demo(by=by)
    else:
        mark = mark_as_demo(by=by)
    load_places(by=by)
    engage(cast)
    live_through(cast)
    carry_the_programme(cast)
    teach(cast)
    speak_up(cast)
    sweep_notices(by=by)
    scene = Scene(cast, clock.now())
    be_at_work(scene)
    hand_over(scene)
    take_in(scene)
    be_asked(scene)
    join_network(scene)
    wait_in_vain(scene)
    bring_own_list(scene)
    run_a_house(scene)
    answer_the_line(scene)
    live_through_a_night(scene)
    know_of_something(scene)
    keep_lists(scene)
    come_and_go(scene)
    go_out(scene)
    work_in_public(scene)
    _read_older_notices(cast)
    climb(by=by)
    return mark


def _read_older_notices(cast: Cast) -> None:
    """Only what came in the last hours still waits to be read."""
    earlier = Notice.objects.unseen().filter(created_at__lt=clock.now() - STILL_NEW)
    for actor in cast.actors.values():
        mark_seen(by=actor, notices=earlier.meant_for(actor).values_list("pk", flat=True))


def _leave_the_old_behind() -> None:
    """The chain of acts starts anew, so its old checkpoints step aside; the files of papers that nobody names go."""
    path = audit.checkpoint_path()
    if path.exists():
        path.rename(path.with_name(f"checkpoints-until-{clock.now():%Y%m%dT%H%M%S}.log"))
    shutil.rmtree(store.folder(), ignore_errors=True)

"""One action that builds the whole demo: it is all there, or nothing is."""

import shutil

from django.db import transaction

from panah.commands.demo.cast import Cast, engage
from panah.commands.demo.history import live_through
from panah.commands.demo.live_cases import be_at_work
from panah.commands.demo.live_concerns import hand_over, take_in
from panah.commands.demo.scene import Scene
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.documents import store
from panah.foundation.notices.actions import sweep_notices
from panah.foundation.reference.actions import load_places
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.actions import empty_demo, mark_as_demo
from panah.foundation.security.models import File, Mark
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import is_demo


def holds_data() -> bool:
    return File.objects.exists() or Person.objects.exists() or Organisation.objects.exists()


@action(Permission.DEMO_BUILD, on=None)
def build_demo(*, by: Actor) -> Mark:
    """Fill this database, which is empty or a demo already. What a demo held before is gone, its stored papers too."""
    if is_demo():
        transaction.on_commit(_leave_the_old_behind, robust=True)
        mark = empty_demo(by=by)
    else:
        mark = mark_as_demo(by=by)
    load_places(by=by)
    cast = engage(Cast(by))
    live_through(cast)
    sweep_notices(by=by)
    scene = Scene(cast, clock.now())
    be_at_work(scene)
    hand_over(scene)
    take_in(scene)
    return mark


def _leave_the_old_behind() -> None:
    """The chain of acts starts anew, so its old checkpoints step aside; the files of papers that nobody names go."""
    path = audit.checkpoint_path()
    if path.exists():
        path.rename(path.with_name(f"checkpoints-until-{clock.now():%Y%m%dT%H%M%S}.log"))
    shutil.rmtree(store.folder(), ignore_errors=True)

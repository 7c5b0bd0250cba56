"""Somebody of the first organisation to whom no message comes through."""

from panah.foundation.notices.actions import write_address
from panah.foundation.notices.codes import Channel
from panah.foundation.notices.models import Address
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, Scene


def add_channels(scene: Scene) -> None:
    address = write_address(by=scene.actors[OWN, Role.CASEWORKER], channel=Channel.EMAIL, target="nobody@example.org")
    Address.objects.filter(pk=address.pk).update(confirmed_at=clock.now(), given_up_at=clock.now())
    scene.records["unreached"] = address

"""SMS and messengers through Apprise, where it is installed. An optional extra: without it all else works.

``PANAH_SMS`` and ``PANAH_MESSENGER`` are addresses as Apprise documents them, with ``{to}`` in the place of whom to tell.
"""

import importlib
from types import ModuleType
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from panah.foundation.notices import rules
from panah.foundation.notices.actions import Outgoing
from panah.foundation.notices.codes import Channel
from panah.foundation.notices.delivery.faults import PackageMissing, WayUnreadable
from panah.foundation.notices.delivery.guard import TargetRefused, guarded
from panah.foundation.notices.delivery.words import text_of

PACKAGE = "apprise"
WHOM = "{to}"
# Each is said where the installed version knows it: nothing is followed elsewhere, kept on disk or sent by other threads.
WISHES: dict[str, Any] = {
    "app_id": "Panah",
    "app_desc": "",
    "app_url": "",
    "async_mode": False,
    "http_redirects": False,
}


class NotTaken(Exception):
    """The service said no, or nothing. Apprise does not tell which, so it may have the message."""


def send(outgoing: Outgoing) -> None:
    channel = Channel(outgoing.message.channel)
    look(channel)
    apprise, way = package(), way_of(channel)
    with translation.override(outgoing.language):
        text = text_of(outgoing)
    known = {name: value for name, value in WISHES.items() if hasattr(apprise.AppriseAsset, name)}
    with guarded():
        service = apprise.Apprise(asset=apprise.AppriseAsset(**known))
        if not service.add(way.replace(WHOM, quote(outgoing.target, safe=""))):
            raise WayUnreadable
        if not service.notify(body=text, body_format="text"):
            raise NotTaken


def look(channel: Channel) -> None:
    """Raises where it is known beforehand that nothing can leave."""
    package()
    if WHOM not in way_of(channel):
        raise WayUnreadable
    if not rules.targets_of(settings.PANAH_TARGETS):
        raise TargetRefused(_("every machine"))


def way_of(channel: Channel) -> str:
    return settings.PANAH_SMS if channel == Channel.SMS else settings.PANAH_MESSENGER


def package() -> ModuleType:
    try:
        return importlib.import_module(PACKAGE)
    except ImportError as error:
        raise PackageMissing from error

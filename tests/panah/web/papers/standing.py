"""What a person decides of texts in another language than their paper, sent as the page asks."""

import re
from typing import Any

from django.test import Client

from panah.casework.referrals.models import Leg


def keys_asked(page: Any) -> list[str]:
    """The texts about which a page asks."""
    return re.findall(r'name="asked" value="(\w+)"', page.content.decode())


def as_written(keys: list[str], language: str = "en") -> dict[str, Any]:
    """Let every text stand as it is."""
    said = {f"way_{key}": "as_written" for key in keys} | {f"written_{key}": language for key in keys}
    return {"asked": keys, **said}


def let_stand(client: Client, leg: Leg, *languages: str) -> None:
    """The letters of a request in these languages show its texts as they are written."""
    for language in languages or ("kk", "ru"):
        address = f"/app/r/{leg.code}/letter/texts/?language={language}"
        client.post(address, as_written(keys_asked(client.get(address))))

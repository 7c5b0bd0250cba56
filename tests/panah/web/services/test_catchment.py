"""Whom a place serves beside its own region: regions by a tick, a district one at a time, and none is lost by saving."""

import re

from panah.casework.services.models import ServedPlace
from panah.casework.services.queries import providers_near
from panah.casework.services.rules import Nearness
from panah.foundation.reference.models import Place
from tests.panah.casework.referrals.handover import Sides
from tests.panah.web.services.test_keeping_true import ENTRY, head
from tests.panah.web.services.test_views import text_of


def test_a_district_is_added_to_what_a_place_serves_and_stays_when_it_is_saved_again(sides: Sides) -> None:
    client, address = head(sides), f"/app/providers/{sides.shelter.code}/change/"
    elsewhere = Place.objects.districts("KZ-19")[0]
    sides.shelter.refresh_from_db()
    version = sides.shelter.version
    first = ENTRY | {"serves": ["KZ-47"], "serves_district": elsewhere.pk, "version": str(version)}
    assert client.post(address, first).status_code == 302
    served = set(ServedPlace.objects.filter(provider=sides.shelter).values_list("place_id", flat=True))
    assert served == {"KZ-47", elsewhere.pk}
    ticks = [tag for tag in re.findall(r"<input[^>]*>", text_of(client.get(address))) if 'name="serves"' in tag]
    assert [tag for tag in ticks if elsewhere.pk in tag and "checked" in tag], "it stands among the ticks"
    again = ENTRY | {"serves": ["KZ-47", elsewhere.pk], "version": str(version + 1), "once": "k3"}
    assert client.post(address, again).status_code == 302
    assert ServedPlace.objects.filter(provider=sides.shelter, place=elsewhere).exists()
    near = providers_near(sides.worker, elsewhere, ["shelter"])
    assert {one.nearness for one in near if one.provider == sides.shelter} == {Nearness.SAME_DISTRICT}

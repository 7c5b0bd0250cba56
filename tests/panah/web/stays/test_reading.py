"""What a manager reads on the pages of a house: beds that are free, and answers that say what they answer."""

from django.urls import reverse
from django.utils import timezone

from panah.casework.services.actions import wait_for_bed
from panah.casework.services.models import Reservation, Waiting
from panah.casework.stays.actions import write_log
from panah.casework.stays.models import DailyLog
from tests.panah.casework.stays.house import GIRL, House, admitted
from tests.panah.web.stays.test_pages import asked, at_the_door, read, signed_in


def test_a_form_with_an_error_offers_the_free_beds_alone(house: House) -> None:
    stay = admitted(house)
    page = (
        signed_in(house.zhanna)
        .post(reverse("admit", args=[house.provider.code]), at_the_door(consent=""))
        .content.decode()
    )
    assert "Please check these answers" in page
    assert f'value="bed:{stay.bed.code}"' not in page


def test_each_answer_of_a_day_says_what_it_answers(house: House) -> None:
    stay = admitted(house)
    write_log(by=house.zhanna.actor, stay=stay, day=timezone.localdate(), answers={"mood": "calm", "medicine": "none"})
    assert "Mood: Calm · Medicine: None prescribed" in read(signed_in(house.zhanna), "guest", stay.code)


def test_a_day_on_which_nothing_was_chosen_is_not_called_saved(house: House) -> None:
    admitted(house)
    page = signed_in(house.zhanna).post(reverse("house-log", args=[house.provider.code]), {}, follow=True)
    assert "there was nothing to save" in page.content.decode()
    assert not DailyLog.objects.exists()


def test_a_bed_for_somebody_who_waits_is_reserved_without_asking_again(house: House) -> None:
    waiting = wait_for_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)
    client, address = signed_in(house.zhanna), reverse("reserve", args=[house.provider.code])
    address = f"{address}?waiting={waiting.code}"
    assert address in read(client, "place-board", house.provider.code)
    assert "Canarypost" in client.get(address).content.decode()
    assert client.post(address, asked()).status_code == 302
    assert Reservation.objects.get().asker == "Canarypost"
    assert Waiting.objects.get().outcome == "bed_given"
    assert client.get(address.replace(waiting.code, "AAAA-AAAA")).status_code == 404

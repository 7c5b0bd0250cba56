"""What a manager reads on the pages of a house: beds that are free, and answers that say what they answer."""

from django.urls import reverse
from django.utils import timezone

from panah.casework.stays.actions import write_log
from panah.casework.stays.models import DailyLog
from tests.panah.casework.stays.house import House, admitted
from tests.panah.web.stays.test_pages import at_the_door, read, signed_in


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

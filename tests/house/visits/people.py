"""The addresses of people who come and go."""

from dataclasses import replace

from tests.house.visits.ways import CASE, MOVED_ON, PERSON, SHOWN, Visit, form, of_duty, page

GOING = {"departure_id": "going.pk"}

PEOPLE_VISITS: dict[str, Visit] = {
    "person-end": form(PERSON, sees=MOVED_ON),
    "departure-list": page(),
    "departure-new": page(),
    "departure": of_duty(page(GOING)),
    "departure-finish": of_duty(form(GOING)),
    "departure-off": of_duty(form(GOING, sees=MOVED_ON)),
    "departure-back": of_duty(page(GOING)),
    "own-departure": page(),
    "own-departure-off": form(sees=MOVED_ON),
    "case-hand-over": page(CASE),
    "case-hand-over-note": replace(page(CASE), sees=SHOWN | MOVED_ON),  # only its lead writes one
    "case-hand-over-read": form(CASE),
    "case-hand-over-paper": form(CASE),
    "first-steps": page(),
    "first-steps-hide": form(sees=MOVED_ON),
}

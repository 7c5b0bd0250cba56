"""The addresses of messages outside Panah."""

from tests.house.visits.ways import MOVED_ON, Visit, form, of_duty, page

EMAIL = {"name": "email"}
CHANNELS: dict[str, Visit] = {
    "channels": page(),
    "channel": page(EMAIL),
    "channel-code": Visit(EMAIL, sees=MOVED_ON),  # nothing waits for a code
    "channel-code-new": form(EMAIL, sees=MOVED_ON),
    "channel-remove": form(EMAIL, sees=MOVED_ON),
    "unreached": page(),
    "unreached-again": of_duty(form({"address_id": "unreached.pk"}, sees=MOVED_ON)),
    "stop-messages": page({"token": "no-such-link"}),
}

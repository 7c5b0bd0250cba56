"""What is stuck in the region: bodies that are silent, one that was pressed, and how the ladder stands there."""

from panah.casework.referrals.actions import press
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import number_of
from panah.commands.demo.live_concerns import Report, refer, report
from panah.commands.demo.scene import Scene
from panah.foundation.security.roles import Role

SILENT = (
    ("clinic", ("medical",), {"days": 3, "hours": 5}),
    ("clinic", ("medical",), {"days": 2, "hours": 1}),
    ("school", ("education",), {"days": 4, "hours": 2}),
    ("ulgi-1", ("legal", "residence"), {"days": 2, "hours": 6}),
    ("shelter", ("shelter",), {"days": 2, "hours": 3}),
)
"""Who was asked for what, and how long ago."""


def wait_in_vain(scene: Scene) -> None:
    """Nobody has answered these; for one of them the akimat has pressed."""
    legs: list[Leg] = []
    for number, (code, services, back) in enumerate(SILENT):
        with scene.ago(**back):
            one = Report(
                f"r-silent-{number}", ("no_papers",), "Үлгі.", "6_11", "female" if number % 2 else "male", "uz"
            )
            legs.append(refer(scene, report(scene, one), scene.cast.providers[code], services))
    with scene.ago(days=3, hours=4):  # nobody has looked at this one
        report(scene, Report("r-lies", ("works",), "Үлгі.", "12_14", "male", "tg"))
    coordinator = scene.cast.actor("ulgi-akimat", Role.REGIONAL_COORDINATOR)
    with scene.ago(days=2, hours=1):
        press(by=coordinator, body=legs[2].organisation, number=number_of(legs[2]))

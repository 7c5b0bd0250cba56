"""A campaign with a material that went out, and posts in each state that a page asks for."""

from datetime import time
from io import BytesIO

from PIL import Image

from panah.foundation.documents.rules import check_file
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.programme.outreach import actions
from panah.programme.outreach.actions import (
    AiringDetails,
    CampaignDetails,
    DistributionDetails,
    MaterialDetails,
    Picture,
    PostDetails,
)
from panah.programme.outreach.codes import CampaignState, Tongue
from tests.house.scene.base import OWN, Scene


def add_outreach(scene: Scene) -> None:
    by, today = scene.actors[OWN, Role.PROGRAMME_COORDINATOR], clock.today()
    plan = CampaignDetails("marathon", "Үлгі марафон", "Образец марафона", begins_on=today, hotlines=["child_line"])
    campaign = actions.add_campaign(by=by, details=plan)
    actions.move_campaign(by=by, campaign=campaign, state=CampaignState.RUNNING)
    words = MaterialDetails("poster", "Айтыңыз", "Скажите", "Қоңырау шалыңыз.", "Позвоните.")
    material = actions.add_material(by=by, campaign=campaign, details=words)
    given = DistributionDetails(today, 5, Tongue.KK)
    scene.records |= {
        "campaign": campaign, "material": material,
        "given": actions.record_distribution(by=by, material=material, details=given),
        "aired": actions.record_airing(
            by=by, campaign=campaign, details=AiringDetails("radio", "Үлгі", today, Tongue.RU)
        ),
    }  # fmt: skip
    _add_posts(scene)


def _add_posts(scene: Scene) -> None:
    by, stream = scene.actors[OWN, Role.PROGRAMME_COORDINATOR], BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "PNG")
    account = actions.add_account(by=by, network="telegram", handle="@ulgi")
    picture = Picture(check_file("a.png", stream.getvalue()), "Кітап", "Книга", is_safe=True)
    details = PostDetails(account, clock.today(), time(10), "Сөз", "Слово", scene.records["campaign"])
    drafted = actions.plan_post(by=by, details=details, picture=picture)
    posted = actions.ready_post(by=by, post=actions.plan_post(by=by, details=details))
    actions.publish_post(by=by, post=posted, link="https://t.me/ulgi/1")
    ready = actions.ready_post(by=by, post=actions.plan_post(by=by, details=details))
    scene.records |= {"account": account, "planned_post": drafted, "posted": posted, "ready_post": ready}

"""A marathon with its poster and an account, made through actions."""

import io
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from PIL import Image

from panah.foundation.documents.rules import CheckedFile, check_file
from panah.foundation.security import clock
from panah.programme.outreach import actions
from panah.programme.outreach.actions import CampaignDetails, MaterialDetails, PostDetails
from panah.programme.outreach.models import Account, Campaign, CampaignMaterial, PlannedPost
from tests.panah.programme.bureau import Bureau, Colleague

POSTER = MaterialDetails(
    "poster", "Көрсеңіз, айтыңыз", "Увидели — скажите", "Қоңырау шалыңыз.", "Позвоните.", quantity=100
)


def today() -> date:
    return clock.today()


def marathon(bureau: Bureau, by: Colleague | None = None, **more: Any) -> Campaign:
    details = CampaignDetails(
        "marathon", "Қауіпсіз жол", "Безопасный путь", begins_on=today() - timedelta(days=3),
        ends_on=today() + timedelta(days=10), places=[bureau.taraz], hotlines=["child_line"],
    )  # fmt: skip
    return actions.add_campaign(by=(by or bureau.madina).actor, details=replace(details, **more))


def poster(bureau: Bureau, campaign: Campaign, **more: Any) -> CampaignMaterial:
    return actions.add_material(by=bureau.madina.actor, campaign=campaign, details=replace(POSTER, **more))


def account(bureau: Bureau, by: Colleague | None = None) -> Account:
    return actions.add_account(by=(by or bureau.madina).actor, network="instagram", handle="@ulgi_umit")


def planned(bureau: Bureau, own: Account | None = None, **more: Any) -> PlannedPost:
    details = PostDetails(own or account(bureau), today(), time(10), "Сөз", "Слово")
    return actions.plan_post(by=bureau.madina.actor, details=replace(details, **more))


def picture() -> CheckedFile:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(stream, "PNG")
    return check_file("фото.png", stream.getvalue())

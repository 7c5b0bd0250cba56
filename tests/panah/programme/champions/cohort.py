"""A call, who answers it, and a champion with an account: made through actions."""

import io
from datetime import date, timedelta
from typing import Any

from PIL import Image

from panah.foundation.documents.rules import CheckedFile, check_file
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.programme.champions import actions
from panah.programme.champions.actions import ActDetails, ApplicationDetails, CallDetails, Planned
from panah.programme.champions.codes import ActType, ApplicationState
from panah.programme.champions.models import Advice, Application, Call, Champion
from panah.programme.champions.rules import AdvisoryResult
from panah.programme.directory.codes import TraineeSector
from tests.panah.programme.bureau import Bureau, Colleague, hired, teacher

WEIGHTS = {"reasons": 30, "community": 20, "safety": 20, "reach": 20, "time": 10}
ALL_FIVE = dict.fromkeys(WEIGHTS, 5)
PHONE = "+7 701 000 11 22"


def call_details(**known: Any) -> CallDetails:
    today = clock.today()
    facts: dict[str, Any] = {
        "title_kk": "Чемпион іздейміз", "title_ru": "Ищем чемпионов", "text_kk": "Бір жылға", "text_ru": "На год",
        "for_whom_kk": "18 жастан", "for_whom_ru": "С 18 лет", "places": 2, "opens_on": today,
        "closes_on": today + timedelta(days=14), "weights": WEIGHTS,
    }  # fmt: skip
    return CallDetails(**(facts | known))


def opened(bureau: Bureau, **known: Any) -> Call:
    return actions.make_call(by=bureau.madina.actor, details=call_details(**known))


def wish(bureau: Bureau, **known: Any) -> ApplicationDetails:
    facts: dict[str, Any] = {
        "name": "Айгерім Үлгібаева", "phone": PHONE, "motivation": "Балаларға көмектескім келеді", "sex": "female",
        "region": bureau.district, "language": "kk", "sector": TraineeSector.EDUCATION, "is_of_age": True,
        "accepts_safeguarding": True,
    }  # fmt: skip
    return ApplicationDetails(**(facts | known))


def applied(bureau: Bureau, call: Call, key: str = "form", **known: Any) -> Application:
    return actions.apply_as_champion(by=Actor.public(), call=call, details=wish(bureau, **known), idempotency_key=key)


def decided(bureau: Bureau, application: Application, decision: ApplicationState, **more: Any) -> Application:
    return actions.decide_application(
        by=bureau.madina.actor, application=application, decision=decision, minutes="Комиссия: үшеу, бірауыздан", **more
    )


def advised(bureau: Bureau, application: Application, result: AdvisoryResult, **known: Any) -> Advice:
    """What the advisory group said, as somebody brought it."""
    facts: dict[str, Any] = {"brought_by": "Топты жүргізуші", "brought_on": clock.today()}
    return actions.note_advice(by=bureau.madina.actor, application=application, result=result, **(facts | known))


def champion(bureau: Bureau, name: str = "Айгерім Үлгібаева", since: date | None = None, **known: Any) -> Champion:
    """One who came without a call."""
    return actions.add_champion(
        by=bureau.madina.actor, details=teacher(name, sector=TraineeSector.VOLUNTEER, **known), region=bureau.district,
        language="kk", since=since or clock.today() - timedelta(days=300),
    )  # fmt: skip


def with_account(bureau: Bureau, one: Champion, name: str = "aigerim") -> Colleague:
    account = hired(bureau.here, Role.CHAMPION, name)
    actions.link_account(by=bureau.madina.actor, champion=one, person=account.person)
    one.refresh_from_db()
    return account


def planned(quarter: int, **known: Any) -> Planned:
    facts: dict[str, Any] = {
        "quarter": quarter, "type": ActType.EVENT, "activity": "Ата-аналармен әңгіме", "where": "№12 мектеп",
        "with_whom": "Мектеп психологымен", "reach_goal": 40,
    }  # fmt: skip
    return Planned(**(facts | known))


def post(link: str = "https://www.instagram.com/p/Cx1/", **known: Any) -> ActDetails:
    facts: dict[str, Any] = {"type": ActType.POST, "happened_on": clock.today(), "language": "kk", "link": link}
    return ActDetails(**(facts | known))


def event(place: Place, **known: Any) -> ActDetails:
    facts: dict[str, Any] = {
        "type": ActType.EVENT, "happened_on": clock.today(), "language": "kk", "place": place, "venue": "school",
        "spot": "№12 мектеп", "with_authority": True, "authority": "Білім бөлімі", "women": 20, "men": 5, "young": 30,
    }  # fmt: skip
    return ActDetails(**(facts | known))


def picture() -> CheckedFile:
    content = io.BytesIO()
    image = Image.new("RGB", (40, 30), "white")
    exif = image.getexif()
    exif[0x010F] = "Invented camera"
    image.save(content, "JPEG", exif=exif)
    return check_file("photo.jpg", content.getvalue())

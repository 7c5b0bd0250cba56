"""The library, the kit and a campaign of the demo, as they are today."""

from datetime import timedelta

from panah.commands.demo.public_past import coordinator
from panah.commands.demo.scene import Scene
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.programme.champions.actions import KitWords, add_kit_piece, approve_kit_piece
from panah.programme.champions.codes import KitKind
from panah.programme.library.actions import EditionWords, ItemDetails, add_item, approve_item, new_version, say_use
from panah.programme.library.codes import Audience, Spoken, UserKind
from panah.programme.library.models import Item, Version
from panah.programme.library.queries import what_waits
from panah.programme.outreach.actions import (
    CampaignDetails,
    DistributionDetails,
    MaterialDetails,
    PostDetails,
    add_account,
    add_campaign,
    add_material,
    move_campaign,
    plan_post,
    record_distribution,
)
from panah.programme.outreach.codes import CampaignState, Tongue
from panah.programme.outreach.models import Campaign, CampaignMaterial
from panah.programme.outreach.queries import known_hotlines

NGO, REGION = "ulgi-1", "KZ-61"


def fill_the_library(scene: Scene) -> None:
    """A protocol in its second version, a guideline, a text for posts; a second person approved each."""
    by, second = coordinator(scene.cast, NGO), coordinator(scene.cast, "ulgi-2")
    head = scene.cast.actor(NGO, Role.HEAD_OF_ORGANISATION)
    items = _items(scene, by)
    with scene.ago(days=238):
        for item in items:
            item.refresh_from_db()
            approve_item(by=head, item=item, is_read=True, shown=what_waits(item).key)
    with scene.ago(days=100):
        first = Version.objects.filter(item=items[0]).order_by("number")[0]
        say_use(by=second, version=first, kind=UserKind.ORGANISATION)
    with scene.ago(days=20):
        items[0].refresh_from_db()
        new_version(
            by=by,
            item=items[0],
            words=_words("2"),
            changed_kk="Телефондар жаңартылды.",
            changed_ru="Обновлены телефоны.",
        )
    with scene.ago(days=18):
        items[0].refresh_from_db()
        approve_item(by=head, item=items[0], is_read=True, shown=what_waits(items[0]).key)
    with scene.ago(days=2):
        lone = ItemDetails(
            kind="protocol", audience=Audience.PARTNERS, title_kk="Шекарада не істеу керек", title_ru="Что делать на границе",
            summary_kk="Шекарадағы бала жалғыз немесе бөтен адаммен болса.", summary_ru="Если ребёнок на границе один или с чужим.",
        )  # fmt: skip
        new_version(by=by, item=add_item(by=by, details=lone), words=_words("1"))


def _items(scene: Scene, by: Actor) -> list[Item]:
    with scene.ago(days=240):
        items = [
            add_item(
                by=by,
                details=ItemDetails(
                    kind=kind, audience=audience, title_kk=kk, title_ru=ru, summary_kk=what_kk, summary_ru=what_ru,
                    review_by=(scene.now + timedelta(days=120)).date(),
                ),
            )
            for kind, audience, kk, ru, what_kk, what_ru in (
                ("protocol", Audience.PARTNERS, "Мектептегі алғашқы әрекеттер", "Первые шаги в школе",
                 "Мұғалім белгіні байқаса: алғашқы сағатта не істейді, кімге хабарласады.",
                 "Учитель заметил признак: что делать в первый час и кому звонить."),
                ("guideline", Audience.PUBLIC, "Баламен алғашқы әңгіме", "Первый разговор с ребёнком",
                 "Не айтуға болады, нені сұрамаған жөн.", "Что сказать и о чём не спрашивать."),
                ("text_for_posts", Audience.CHAMPIONS, "Жарияланымға арналған мәтін", "Текст для публикации",
                 "Өз парақшаңызға дайын мәтін, сенім телефонымен.", "Готовый текст для своей страницы, с телефоном доверия."),
            )
        ]  # fmt: skip
        for item in items:
            new_version(by=by, item=item, words=_words("1"))
    return items


def _words(version: str) -> list[EditionWords]:
    return [
        EditionWords(Spoken.KK, text=f"Үлгі мәтін, {version}-нұсқа: тыңдаңыз, уәде бермеңіз, хабарлаңыз."),
        EditionWords(Spoken.RU, text=f"Образец текста, версия {version}: выслушайте, не обещайте, сообщите."),
    ]


def keep_a_kit(scene: Scene) -> None:
    by = coordinator(scene.cast, NGO)
    words = KitWords(
        title_kk="Бала жұмыс істеп жүр ме?", title_ru="Ребёнок работает?",
        text_kk="Базарда не далада жұмыс істеп жүрген баланы көрсеңіз, айтыңыз. Аты-жөнін жазбаңыз.",
        text_ru="Если видите, что ребёнок работает на рынке или в поле, сообщите. Имя писать не нужно.",
    )  # fmt: skip
    with scene.ago(days=200):
        piece = add_kit_piece(by=by, kind=KitKind.TEXT, words=words)
    with scene.ago(days=199):
        piece.refresh_from_db()
        approve_kit_piece(by=by, piece=piece, version=1)


def campaign_now(scene: Scene) -> None:
    """Days of action that began last week, with a poster and posts that are planned."""
    by = coordinator(scene.cast, NGO)
    today = scene.now.date()
    with scene.ago(days=25):
        campaign = add_campaign(
            by=by,
            details=CampaignDetails(
                kind="days_of_action", title_kk="Балаларға қауіпсіз 16 күн", title_ru="16 дней безопасности для детей",
                goal="Үлгі: әр базарда сенім телефоны ілініп тұрсын.", begins_on=today - timedelta(days=6),
                ends_on=today + timedelta(days=9), places=[scene.cast.places[REGION]], hotlines=list(known_hotlines())[-1:],
            ),
        )  # fmt: skip
        poster = add_material(
            by=by, campaign=campaign,
            details=MaterialDetails(
                kind="poster", heading_kk="Балаға көмек керек пе?", heading_ru="Ребёнку нужна помощь?",
                text_kk="Қоңырау шалыңыз немесе суретті ашыңыз. Аты-жөніңізді айтпасаңыз да болады.",
                text_ru="Позвоните или откройте картинку. Своё имя называть не нужно.", quantity=400,
            ),
        )  # fmt: skip
        add_material(
            by=by,
            campaign=campaign,
            details=MaterialDetails(
                kind="leaflet", heading_kk="Кімге айтамын?", text_kk="Сенім телефонына.", quantity=1000
            ),
        )
    _run(scene, by, campaign, poster)


def _run(scene: Scene, by: Actor, campaign: Campaign, poster: CampaignMaterial) -> None:
    """It began last week: posters hang, posts are planned."""
    today = scene.now.date()
    with scene.ago(days=6):
        campaign.refresh_from_db()
        move_campaign(by=by, campaign=campaign, state=CampaignState.RUNNING)
    with scene.ago(days=4) as day:
        record_distribution(
            by=by, material=poster,
            details=DistributionDetails(
                on=day, quantity=120, tongue=Tongue.BOTH, place=scene.cast.places[REGION], at="«Үлгі» базары", reach=2400,
                reach_how="network_counter",
            ),
        )  # fmt: skip
        account = add_account(by=by, network=code_list("social_networks").codes[0], handle="ulgi.example")
        for days, kk, ru in (
            (2, "Базардағы балалар туралы.", "О детях на рынке."),
            (5, "Кімге хабарлау керек?", "Кому сообщить?"),
        ):
            plan_post(
                by=by,
                details=PostDetails(account, today + timedelta(days=days), text_kk=kk, text_ru=ru, campaign=campaign),
            )

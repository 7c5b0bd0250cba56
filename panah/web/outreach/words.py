"""Campaigns and posts in words: chips, facts, tables."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.programme.outreach.codes import CampaignState, PostState
from panah.programme.outreach.models import Account, Airing, Campaign, CampaignMaterial, Distribution, PlannedPost
from panah.programme.outreach.queries import NIGHT, known_hotlines
from panah.programme.outreach.rules import Numbers
from panah.web.components.child_words import language_now
from panah.web.components.values import Bar, Chip, Column, Fact, Figure, Link, Table, TableRow, Tone
from panah.web.components.when import day_and_distance
from panah.web.context import emergency_phones
from panah.web.library.words import spoken, version_words

STATE_TONES = {CampaignState.PLANNED: Tone.INFO, CampaignState.RUNNING: Tone.OK, CampaignState.ENDED: Tone.MUTE}
POST_TONES = {
    PostState.IDEA: Tone.MUTE, PostState.DRAFT: Tone.INFO, PostState.READY: Tone.DUE, PostState.PUBLISHED: Tone.OK,
}  # fmt: skip
BEGINNING = 80  # letters of a post in a list


def hotline_words() -> list[tuple[str, str]]:
    """The numbers of this installation, each with its word: "child line 111"."""
    named = {row["number"]: f"{row['label']} {row['number']}" for row in emergency_phones()}
    labels = {code: named.get(number, number) for code, number in known_hotlines().items()}
    if NIGHT in labels:
        labels[NIGHT] = _("our own number, day and night: %(number)s") % {"number": known_hotlines()[NIGHT]}
    return list(labels.items())


def hotlines_of(campaign: Campaign) -> list[str]:
    words = dict(hotline_words())
    return [words[code] for code in campaign.hotlines if code in words]


def campaign_chip(campaign: Campaign) -> Chip:
    state = CampaignState(campaign.state)
    return Chip(STATE_TONES[state], code_list("campaign_state").label(state))


def post_chip(post: PlannedPost) -> Chip:
    if post.has_story and post.state != PostState.PUBLISHED and "clearance" in post.lacks:
        return Chip(Tone.DUE, _("waits for clearance"))
    state = PostState(post.state)
    return Chip(POST_TONES[state], code_list("post_state").label(state))


def account_words(account: Account) -> str:
    return f"{code_list('social_networks').label(account.network)} {account.handle}"


def span_words(campaign: Campaign) -> str:
    ends = f"{campaign.ends_on:%d.%m.%Y}" if campaign.ends_on else "…"
    return f"{campaign.begins_on:%d.%m.%Y} – {ends}"


def campaign_facts(campaign: Campaign) -> list[Fact]:
    language = language_now()
    facts = [
        Fact(_("Kind"), code_list("campaign_kinds").label(campaign.kind)),
        Fact(_("From – until"), span_words(campaign)),
        Fact(_("Where"), [place.label(language) for place in campaign.places.all()]),
        Fact(pgettext("campaign", "With whom"), [one.label(language) for one in campaign.partners.all()] or "—"),
        Fact(_("Telephone that it carries"), hotlines_of(campaign)),
        Fact(_("What for"), campaign.goal),
    ]
    if campaign.other_hotline:
        warning = Chip(Tone.DUE, _("not one of this installation"))
        facts.insert(5, Fact(_("Another telephone"), campaign.other_hotline, chip=warning))
    if campaign.result:
        facts.append(Fact(_("What came of it"), campaign.result))
    return facts


def campaigns_table(campaigns: Sequence[Campaign]) -> Table:
    language = language_now()
    rows = [
        TableRow(
            [
                one.title(language), code_list("campaign_kinds").label(one.kind), span_words(one),
                ", ".join(place.label(language) for place in one.places.all()) or "—", campaign_chip(one),
            ],
            reverse("campaign", args=[one.code]),
        )
        for one in campaigns
    ]  # fmt: skip
    labels = (_("Campaign"), _("Kind"), _("From – until"), _("Where"), _("State"))
    columns = [Column(label) for label in labels]
    return Table(columns, rows, empty=_("No campaign yet. Plan the first one."))


def missing_chip(material: CampaignMaterial) -> Chip:
    if material.missing:
        return Chip(Tone.DUE, _("missing: %(languages)s") % {"languages": spoken(material.missing)})
    return Chip(Tone.OK, _("in both languages"))


def material_words(material: CampaignMaterial) -> str:
    return material.heading(language_now()) or code_list("material_kinds").label(material.kind)


def material_link(material: CampaignMaterial) -> Link:
    return Link(reverse("campaign-material", args=[material.code]), material_words(material))


def materials_table(materials: Sequence[CampaignMaterial], given: Mapping[int, int]) -> Table:
    rows = [
        TableRow(
            [
                material_words(one),
                code_list("material_kinds").label(one.kind), missing_chip(one), carries(one), given.get(one.pk, 0),
                one.quantity if one.quantity is not None else "—",
            ],
            reverse("campaign-material", args=[one.code]),
        )
        for one in materials
    ]  # fmt: skip
    columns = [
        Column(_("Material")), Column(_("Kind")), Column(_("Languages")), Column(_("Carries")),
        Column(_("Given out"), is_number=True), Column(_("Made"), is_number=True),
    ]  # fmt: skip
    return Table(columns, rows, empty=_("Nothing is made yet."))


def carries(material: CampaignMaterial) -> str:
    words = [
        _("telephone") if material.has_hotline else "", _("squares to report") if material.has_report_code else "",
    ]  # fmt: skip
    return ", ".join(word for word in words if word) or "—"


def material_facts(material: CampaignMaterial, given: int) -> list[Fact]:
    kk = "\n".join(part for part in (material.heading_kk, material.text_kk) if part)
    ru = "\n".join(part for part in (material.heading_ru, material.text_ru) if part)
    facts = [
        Fact(_("Kind"), code_list("material_kinds").label(material.kind)),
        Fact(_("Words in Kazakh"), kk or "—"), Fact(_("Words in Russian"), ru or "—"), Fact(_("Carries"), carries(material)),
        Fact(_("Made"), material.quantity), Fact(_("Given out"), given),
    ]  # fmt: skip
    if material.is_neutral:
        facts.insert(1, Fact(_("Neutral"), _("It says nothing of what it is about.")))
    if material.library_version:
        item = material.library_version.item
        number = version_words(material.library_version.number)
        facts.append(
            Fact(
                _("From the library"),
                Link(reverse("library-item", args=[item.code]), f"{item.title(language_now())}, {number}"),
            )
        )
    if material.cost is not None:
        facts.append(Fact(_("Cost, tenge"), f"{material.cost:.2f}"))
    return facts


def estimated(row: Distribution | Airing | PlannedPost) -> str:
    """ "1200, estimated: a guess"; nothing where nobody said."""
    if not row.reach:
        return "—"
    how = code_list("reach_methods").label(row.reach_how)
    return _("%(number)d, estimated: %(how)s") % {"number": row.reach, "how": how.lower()}


def given_table(rows: Sequence[Distribution]) -> Table:
    language = language_now()
    cells = [
        TableRow([
            f"{row.on:%d.%m.%Y}", row.quantity, spoken([row.tongue]), _where(row.place, row.at),
            row.by_institution.label(language) if row.by_institution else _("we ourselves"), estimated(row),
        ])
        for row in rows
    ]  # fmt: skip
    columns = [
        Column(_("Day")), Column(_("How many"), is_number=True), Column(_("Language")), Column(_("Where")),
        Column(_("By whom")), Column(_("Reached")),
    ]  # fmt: skip
    return Table(columns, cells, empty=_("Nothing was given out yet."))


def _where(place: Place | None, at: str) -> str:
    return ", ".join(part for part in (place.label(language_now()) if place else "", at) if part) or "—"


def airings_table(rows: Sequence[Airing]) -> Table:
    cells = [
        TableRow([
            row.station, code_list("airing_media").label(row.medium),
            f"{row.on:%d.%m.%Y}" + (f", {row.at_time:%H:%M}" if row.at_time else ""), spoken([row.tongue]),
            row.seconds if row.seconds is not None else "—", estimated(row),
        ])
        for row in rows
    ]  # fmt: skip
    columns = [
        Column(_("Station")), Column(_("Where")), Column(_("When")), Column(_("Language")),
        Column(_("Seconds"), is_number=True), Column(_("Reached")),
    ]  # fmt: skip
    return Table(columns, cells, empty=_("Nothing was on the air yet."))


def posts_table(posts: Sequence[PlannedPost]) -> Table:
    rows = [
        TableRow(
            [when_words(one), account_words(one.account), beginning(one), post_chip(one), estimated(one)],
            reverse("campaign-post", args=[one.code]),
        )
        for one in posts
    ]
    columns = [
        Column(_("When")),
        Column(pgettext("social network", "Account")),
        Column(pgettext("social network", "Post")),
        Column(_("State")),
        Column(_("Reached")),
    ]
    return Table(columns, rows, empty=_("No post is planned."))


def when_words(post: PlannedPost) -> str:
    return f"{post.on:%d.%m.%Y}" + (f", {post.at_time:%H:%M}" if post.at_time else "")


def beginning(post: PlannedPost) -> str:
    """The first words; of a story nothing stands in a list."""
    if post.has_story:
        return _("a story")
    text = post.text_ru if language_now() == "ru" else post.text_kk
    words = " ".join((text or post.text_kk or post.text_ru).split())
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rstrip()}…"


def post_facts(post: PlannedPost) -> list[Fact]:
    facts = [
        Fact(pgettext("social network", "Account"), account_words(post.account)), Fact(_("When"), when_words(post)),
        Fact(_("Words in Kazakh"), post.text_kk or "—"), Fact(_("Words in Russian"), post.text_ru or "—"),
    ]  # fmt: skip
    if post.campaign:
        facts.append(
            Fact(
                _("Campaign"), Link(reverse("campaign", args=[post.campaign.code]), post.campaign.title(language_now()))
            )
        )
    if post.image_id:
        facts += [
            Fact(_("Picture"), Link(reverse("campaign-post-picture", args=[post.code]), _("Open the picture"))),
            Fact(_("What the picture shows, in Kazakh"), post.alt_kk), Fact(_("What the picture shows, in Russian"), post.alt_ru),
        ]  # fmt: skip
    if post.library_version:
        item = post.library_version.item
        facts.append(
            Fact(_("From the library"), Link(reverse("library-item", args=[item.code]), item.title(language_now())))
        )
    if post.link:
        facts.append(Fact(_("Link"), Link(post.link, post.link)))
    if post.published_at:
        facts += [
            Fact(_("Published"), day_and_distance(post.published_at, clock.now())),
            Fact(_("Reached"), estimated(post)),
        ]
    if post.taken_down_at:
        facts.append(Fact(_("Taken down"), day_and_distance(post.taken_down_at, clock.now())))
    return facts


def figures_of(numbers: Numbers) -> list[Figure]:
    twice = _("The same people may be counted more than once.")
    return [
        Figure(numbers.distributed, _("given out")), Figure(numbers.airings, _("times on the air")),
        Figure(numbers.posts, _("posts")),
        Figure(numbers.reach, _("reached, estimated"), twice),
    ]  # fmt: skip


def breakdowns(numbers: Numbers) -> list[tuple[str, list[Bar]]]:
    """Each adds up to its figure; what has no place stands as such."""
    places = {
        place.pk: place.label(language_now()) for place in Place.objects.filter(pk__in=numbers.distributed_by_place)
    }
    tongues, ways = code_list("library_languages"), code_list("reach_ways")
    groups = [
        (_("Given out, by region"), [(places.get(code) or _("no region"), n) for code, n in numbers.distributed_by_place.items()]),
        (_("Given out, by language"), [(tongues.label(code), n) for code, n in numbers.distributed_by_tongue.items()]),
        (_("On the air, by language"), [(tongues.label(code), n) for code, n in numbers.airings_by_tongue.items()]),
        (_("Posts, by language"), [(tongues.label(code), n) for code, n in numbers.posts_by_tongue.items()]),
        (_("Reached (estimated), by way"), [(ways.label(code), n) for code, n in numbers.reach_by_way.items() if n]),
    ]  # fmt: skip
    return [(title, _bars(rows)) for title, rows in groups if rows]


def _bars(rows: Iterable[tuple[str, int]]) -> list[Bar]:
    return [Bar(label, number) for label, number in rows]

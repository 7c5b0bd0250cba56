from enum import StrEnum


class CampaignState(StrEnum):
    """Labels: code list campaign_state."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


class Tongue(StrEnum):
    """In which language something went out. Labels: code list library_languages."""

    KK = "kk"
    RU = "ru"
    BOTH = "both"


class PostState(StrEnum):
    """Labels: code list post_state."""

    IDEA = "idea"
    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"


class Lack(StrEnum):
    """Why a post is not ready. Labels: code list post_lacks."""

    KK = "kk"
    RU = "ru"
    ALT_KK = "alt_kk"
    ALT_RU = "alt_ru"
    FACES = "faces"
    CLEARANCE = "clearance"
    TIME = "time"


class Went(StrEnum):
    """By which way people were reached. Labels: code list reach_ways."""

    DISTRIBUTION = "distribution"
    AIRING = "airing"
    POST = "post"

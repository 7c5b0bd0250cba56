"""When two addresses are one post. Nothing is asked of any network: an address is read as it stands.

A short address that only its own server could resolve (fb.watch, vm.tiktok.com) stays as it is: it meets itself, and no other.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LONGEST_LINK = 500
_FOUND = re.compile(r"https?://\S+", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_TRACKS = re.compile(
    r"utm_.*|mtm_.*|pk_.*|_openstat|fbclid|gclid|dclid|yclid|ysclid|msclkid|twclid|ttclid|igshid|igsh|ig_rid|ig_mid"
    r"|mc_cid|mc_eid|mibextid|rdid|sfnsn|si|share|share_id|shareid|share_url|share_source|ref|ref_src|ref_url|referrer"
    r"|feature|app|spm|cmpid|wt_mc|__tn__|__cft__.*|is_from_webapp|sender_device|web_id|_t|_r|_d",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|touch|amp)\.")
_SAFE = "/:@!$&'()*+,;=~-._"

Parts = list[str]
Query = Mapping[str, str]


@dataclass(frozen=True)
class Link:
    """``address`` opens the post, without what follows its readers; ``key`` is the same for the same post."""

    address: str
    key: str


NO_LINK = Link("", "")
GONE = "gone:"


def gone_key(key: str) -> str:
    """What stays of a key when whoever posted is forgotten: the same post is still known, and nobody can go there."""
    is_open = key and not key.startswith(GONE)
    return f"{GONE}{hashlib.sha256(key.encode()).hexdigest()}" if is_open else key


def read_link(text: str) -> Link:
    """The link that somebody pasted, alone or in a line of words; ``NO_LINK`` where there is none to be read."""
    found = _FOUND.search(text)
    asked = (found[0] if found else text.strip()).rstrip(".,;:!?)»”\"'")
    if not asked or any(sign.isspace() for sign in asked) or len(asked) > LONGEST_LINK:
        return NO_LINK
    if "://" not in asked:
        asked = f"https://{asked}"
    try:
        parts = urlsplit(asked)
        host = _plain_host(parts.hostname or "")
        port = parts.port
    except ValueError:
        return NO_LINK
    if parts.scheme.lower() not in ("http", "https") or parts.username or not _HOST.fullmatch(host):
        return NO_LINK
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKS.fullmatch(name)]
    path = quote(unquote(parts.path), safe=_SAFE)
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    door = f":{port}" if port not in (None, 80, 443) else ""
    address = f"https://{host}{door}{path or '/'}{f'?{urlencode(query)}' if query else ''}{fragment}"
    return Link(address, _key(_PREFIX.sub("", host) + door, path, query, fragment))


def _plain_host(host: str) -> str:
    return host.rstrip(".").encode("idna").decode("ascii").lower() if host else ""


def _key(host: str, path: str, query: Iterable[tuple[str, str]], fragment: str) -> str:
    parts = [part for part in path.split("/") if part]
    pairs = sorted(query)
    known = _known(host, parts, dict(pairs))
    if known:
        return known
    tail = f"?{urlencode(pairs)}" if pairs else ""
    return f"{'/'.join([host, *parts])}{tail}{fragment}"


def _known(host: str, parts: Parts, query: Query) -> str:
    for hosts, read in _PLACES:
        match = next((one for one in hosts if host == one or host.endswith(f".{one}")), "")
        if match:
            return read(host, parts, query)
    return ""


def _after(parts: Parts, *words: str) -> str:
    """What follows the first of these words."""
    for place, part in enumerate(parts[:-1]):
        if part in words:
            return parts[place + 1]
    return ""


def _facebook(_host: str, parts: Parts, query: Query) -> str:
    """A post has one number, on a page, in a group, in the old addresses and in the new."""
    last = parts[-1] if parts else ""
    if "groups" in parts and (post := _after(parts, "posts", "permalink")):
        return f"facebook.com/posts/{post}"
    if "posts" in parts and last != "posts":
        return f"facebook.com/posts/{last}"
    if query.get("story_fbid"):
        return f"facebook.com/posts/{query['story_fbid']}"
    video = query.get("v") or (last if "videos" in parts and last != "videos" else "") or _after(parts, "reel")
    if video:
        return f"facebook.com/video/{video}"
    photo = query.get("fbid") or (last if "photos" in parts and last.isdigit() else "")
    if photo:
        return f"facebook.com/photo/{photo}"
    return "/".join(["facebook.com", *parts]) if parts[:1] == ["share"] else ""


def _instagram(_host: str, parts: Parts, _query: Query) -> str:
    """A picture and a reel are one post under either word, with the name of its page before it or without."""
    code = _after(parts, "p", "reel", "reels", "tv")
    return f"instagram.com/p/{code}" if code else ""


def _telegram(host: str, parts: Parts, _query: Query) -> str:
    """The preview (/s/) and the channel as a host of its own show the same message; names know no capital letters."""
    own = host.removesuffix(".t.me") if host.endswith(".t.me") else ""
    rest = [own, *parts] if own else parts[1:] if parts[:1] == ["s"] else parts
    if rest[:1] == ["c"] and len(rest) >= 3:
        return f"t.me/c/{rest[1]}/{rest[-1]}"
    if len(rest) >= 2 and rest[-1].isdigit():
        return f"t.me/{rest[0].lower()}/{rest[-1]}"
    return f"t.me/{rest[0].lower()}" if len(rest) == 1 else ""


def _youtube(host: str, parts: Parts, query: Query) -> str:
    if host == "youtu.be":
        return f"youtube.com/watch?v={parts[0]}" if parts else ""
    video = query.get("v") or _after(parts, "shorts", "live", "embed", "v")
    return f"youtube.com/watch?v={video}" if video else ""


def _tiktok(host: str, parts: Parts, _query: Query) -> str:
    video = _after(parts, "video", "photo", "v").removesuffix(".html")
    if video:
        return f"tiktok.com/video/{video}"
    is_short = host in ("vm.tiktok.com", "vt.tiktok.com")
    code = parts[0] if is_short and parts else _after(parts, "t")
    return f"tiktok.com/t/{code}" if code else ""


def _vk(_host: str, parts: Parts, query: Query) -> str:
    """A post that opens over a page stands in the query."""
    over = (query.get("w") or query.get("z") or "").split("/")[0]
    post = over or (parts[0] if parts else "")
    return f"vk.com/{post}" if re.fullmatch(r"(?:wall|video|clip|photo)-?\d+_\d+", post) else ""


def _x(_host: str, parts: Parts, _query: Query) -> str:
    post = _after(parts, "status", "statuses")
    return f"x.com/status/{post}" if post else ""


def _threads(_host: str, parts: Parts, _query: Query) -> str:
    post = _after(parts, "post", "t")
    return f"threads.com/post/{post}" if post else ""


_PLACES: tuple[tuple[tuple[str, ...], Callable[[str, Parts, Query], str]], ...] = (
    (("facebook.com", "fb.com"), _facebook),
    (("instagram.com", "instagr.am"), _instagram),
    (("t.me", "telegram.me", "telegram.dog"), _telegram),
    (("youtube.com", "youtu.be", "youtube-nocookie.com"), _youtube),
    (("tiktok.com",), _tiktok),
    (("vk.com", "vk.ru"), _vk),
    (("twitter.com", "x.com"), _x),
    (("threads.net", "threads.com"), _threads),
)

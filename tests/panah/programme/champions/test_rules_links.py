import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.programme.champions.rules import NO_LINK, read_link

SAME: dict[str, tuple[str, ...]] = {
    "instagram.com/p/Cx1Ab_-9": (
        "https://www.instagram.com/p/Cx1Ab_-9/",
        "http://instagram.com/p/Cx1Ab_-9",
        "https://www.instagram.com/reel/Cx1Ab_-9/?igshid=MzRlODBiNWFlZA==",
        "https://www.instagram.com/reels/Cx1Ab_-9/",
        "https://www.instagram.com/ulgi_champion/reel/Cx1Ab_-9/?utm_source=ig_web_copy_link&igsh=abc",
        "https://www.instagram.com/ulgi_champion/p/Cx1Ab_-9/#comments",
        "instagram.com/p/Cx1Ab_-9",
        "Қараңыз: https://www.instagram.com/p/Cx1Ab_-9/.",
        "https://m.instagram.com/p/Cx1Ab_-9/?utm_source=ig_web_button_share_sheet",
    ),
    "facebook.com/posts/1234567890": (
        "https://www.facebook.com/ulgi/posts/1234567890?fbclid=IwAR0&__tn__=%2CO%2CP-R",
        "https://m.facebook.com/ulgi/posts/1234567890/",
        "https://facebook.com/ulgi/posts/kazakh-words-of-a-title/1234567890",
        "https://m.facebook.com/story.php?story_fbid=1234567890&id=42&mibextid=Nif5oz",
        "https://www.facebook.com/permalink.php?id=42&story_fbid=1234567890",
        "https://web.facebook.com/groups/ulgi/permalink/1234567890/",
        "https://mbasic.facebook.com/groups/ulgi/posts/1234567890/?ref=share",
        "https://fb.com/ulgi/posts/1234567890",
    ),
    "facebook.com/video/555": (
        "https://www.facebook.com/watch/?v=555&ref=sharing",
        "https://m.facebook.com/watch?v=555",
        "https://www.facebook.com/ulgi/videos/555/",
        "https://www.facebook.com/reel/555?mibextid=x",
    ),
    "t.me/ulgi_news/77": (
        "https://t.me/ulgi_news/77",
        "https://t.me/s/ulgi_news/77",
        "http://telegram.me/Ulgi_News/77?single",
        "https://t.me/ulgi_news/77?comment=5",
        "https://ulgi_news.t.me/77",
        "https://t.me/ulgi_news/3/77",
    ),
    "youtube.com/watch?v=dQw4w9WgXcQ": (
        "https://youtu.be/dQw4w9WgXcQ?si=abcDEF",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=youtu.be",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=31s",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ?si=x",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
    ),
    "tiktok.com/video/7301": (
        "https://www.tiktok.com/@ulgi/video/7301?is_from_webapp=1&sender_device=pc&web_id=7",
        "https://m.tiktok.com/v/7301.html",
        "https://tiktok.com/@ulgi/photo/7301",
    ),
    "tiktok.com/t/ZMabc": (
        "https://vm.tiktok.com/ZMabc/",
        "https://vt.tiktok.com/ZMabc",
        "https://www.tiktok.com/t/ZMabc/?_t=8&_r=1",
    ),
    "vk.com/wall-12_34": (
        "https://vk.com/wall-12_34",
        "https://m.vk.com/wall-12_34?from=feed",
        "https://vk.com/ulgi?w=wall-12_34",
        "https://vk.ru/feed?w=wall-12_34%2Fall",
    ),
    "x.com/status/99": (
        "https://twitter.com/ulgi/status/99?s=20&t=abc",
        "https://mobile.twitter.com/ulgi/status/99",
        "https://x.com/i/web/status/99",
    ),
    "threads.com/post/Abc": (
        "https://www.threads.net/@ulgi/post/Abc?xmt=1",
        "https://www.threads.com/@ulgi/post/Abc",
    ),
    "ulgi.kz/news/12?id=5&lang=kk": (
        "https://ulgi.kz/news/12?id=5&lang=kk",
        "http://www.ulgi.kz/news/12/?lang=kk&id=5&utm_source=tg&utm_medium=social#top",
        "https://m.ulgi.kz/news/12?lang=kk&id=5&yclid=7&ysclid=8",
        "HTTPS://ULGI.KZ:443/news/12?fbclid=1&lang=kk&id=5",
        "ulgi.kz./news//12/?id=5&lang=kk",
    ),
    "ulgi.kz/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B": (
        "https://ulgi.kz/жаңалық",
        "https://ulgi.kz/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B/",
    ),
}  # fmt: skip
DIFFERENT = (
    ("https://www.instagram.com/p/Cx1Ab/", "https://www.instagram.com/p/cx1ab/"),  # letters of a code count
    ("https://t.me/ulgi_news/77", "https://t.me/ulgi_news/78"),
    ("https://t.me/ulgi_news/77", "https://t.me/ulgi/77"),
    ("https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcR"),
    ("https://ulgi.kz/news?id=1", "https://ulgi.kz/news?id=2"),
    ("https://ulgi.kz/news", "https://ulgi.kz:8443/news"),
    ("https://a.ulgi.kz/1", "https://b.ulgi.kz/1"),
    ("https://ulgi.kz/#!/news/1", "https://ulgi.kz/#!/news/2"),
    ("https://fb.watch/abc/", "https://fb.watch/abd/"),
    ("https://www.facebook.com/share/p/abc/", "https://www.facebook.com/share/p/abd/"),
    ("https://notinstagram.com/p/abc", "https://instagram.com/p/abc"),
)
NONE = (
    "", "   ", "жоқ", "instagram", "javascript:alert(1)", "mailto:a@ulgi.kz", "ftp://ulgi.kz/a", "https://", "http://localhost/a",
    "https://user:word@ulgi.kz/a", "https://ulgi kz/a", "https://[::1]/a", "https://127.0.0.1/a", "https://ulgi.kz:99999/a",
    "https://" + "a" * 600 + ".kz", "@ulgi_champion",
)  # fmt: skip


@pytest.mark.parametrize(("key", "written"), [(key, text) for key, texts in SAME.items() for text in texts])
def test_one_post_has_one_key_however_it_is_written(key: str, written: str) -> None:
    assert read_link(written).key == key


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_posts_have_two_keys(one: str, other: str) -> None:
    assert read_link(one).key
    assert read_link(one).key != read_link(other).key


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_link_is_none(text: str) -> None:
    assert read_link(text) == NO_LINK


def test_what_follows_readers_is_not_kept() -> None:
    link = read_link("http://www.Instagram.com/p/Cx1/?igsh=who&utm_source=x&img_index=2#a")
    assert link.address == "https://www.instagram.com/p/Cx1/?img_index=2"


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    for asked in (text, f"https://ulgi.kz/{text}", f"https://t.me/{text}", f"https://facebook.com/{text}"):
        link = read_link(asked)
        assert read_link(link.address).key == link.key or not link.key

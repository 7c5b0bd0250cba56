import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.notices import rules

LIST = rules.targets_of("https://api.telegram.org, smtp://mail.example.kz:2525 smtp://10.0.0.7 https://192.168.5.0/24")


@pytest.mark.parametrize(
    ("host", "port", "is_allowed"),
    [
        ("api.telegram.org", 443, True),
        ("API.Telegram.org.", 443, True),
        ("api.telegram.org", 80, False),
        ("evil.api.telegram.org", 443, False),
        ("api.telegram.org.evil.example", 443, False),
        ("telegram.org", 443, False),
        ("mail.example.kz", 2525, True),
        ("mail.example.kz", 25, False),
        ("10.0.0.7", 25, True),
        ("10.0.0.8", 25, False),
        ("192.168.5.200", 443, True),
        ("localhost", 443, False),
        ("127.0.0.1", 25, False),
        ("", 443, False),
    ],
)
def test_only_what_is_listed_may_be_looked_for(host: str, port: int, is_allowed: bool) -> None:
    assert rules.is_name_allowed(LIST, host, port) is is_allowed


@pytest.mark.parametrize(
    ("number", "port", "is_allowed"),
    [
        ("149.154.167.220", 443, True),  # where a listed name may lead
        ("149.154.167.220", 22, False),
        ("127.0.0.1", 443, False),
        ("::1", 443, False),
        ("::ffff:127.0.0.1", 443, False),
        ("10.0.0.9", 443, False),
        ("169.254.169.254", 443, False),  # where clouds keep their keys
        ("10.0.0.7", 25, True),
        ("192.168.5.3", 443, True),
        ("fe80::1%eth0", 443, False),
        ("/run/dbus/system_bus_socket", 0, False),
        ("64:ff9b::a00:1", 443, False),  # 10.0.0.1 behind a translator of a network without old numbers
        ("64:ff9b::9:6ea7:1", 443, False),
        ("64:ff9b:1::a00:1", 443, False),
        ("64:ff9b::95.154.167.220", 443, True),  # and a number of the open Internet behind it
        ("2002:7f00:1::", 443, False),
        ("2002:a9fe:a9fe::1", 443, False),
        ("2001:0:5ef5:79fb:0:0:f5ff:fffe", 443, False),  # Teredo
        ("::10.0.0.1", 443, False),
        ("::127.0.0.1", 443, False),
        ("::ffff:0:10.0.0.1", 443, False),
        ("::ffff:0:169.254.169.254", 443, False),
        ("fec0::1", 443, False),
        ("224.0.0.1", 443, False),
        ("::ffff:224.0.0.1", 443, False),
        ("ff0e::1", 443, False),
        ("2a00:1450:4010::5", 443, True),
        ("64:ff9b::c0a8:503", 443, True),  # of a network that is listed as numbers
    ],
)
def test_a_name_leads_to_the_open_internet_alone(number: str, port: int, is_allowed: bool) -> None:
    assert rules.is_call_allowed(LIST, number, port) is is_allowed


def test_this_machine_is_called_where_it_is_listed_by_its_name() -> None:
    here = rules.targets_of("smtp://localhost:2525")
    assert rules.is_call_allowed(here, "127.0.0.1", 2525)
    assert rules.is_call_allowed(here, "::1", 2525)
    assert not rules.is_call_allowed(here, "10.0.0.7", 2525)


@pytest.mark.parametrize(
    "text", ["api.telegram.org", "ftp://example.org", "https://", "https://user:word@example.org", "https://a b", "https://x/y",
             "https://example.org:port", "https://*.example.org", "https://example.org?x=1"],
)  # fmt: skip
def test_an_entry_that_names_no_machine_is_refused_with_the_whole_list(text: str) -> None:
    with pytest.raises(rules.UnreadableTargets):
        rules.targets_of(f"https://api.telegram.org {text}")


@given(st.text(max_size=30), st.integers(0, 70_000))
def test_nothing_is_allowed_where_nothing_is_listed(text: str, port: int) -> None:
    assert not rules.is_name_allowed(rules.targets_of(""), text, port)
    assert not rules.is_call_allowed(rules.targets_of(""), text, port)


def test_what_is_to_be_listed_is_said_as_it_is_to_be_written() -> None:
    assert rules.address_of("smtp", "mail.example.kz", 2525) == "smtp://mail.example.kz:2525"
    assert rules.address_of("smtps", "mail.example.kz", 465) == "smtps://mail.example.kz"


def test_mail_goes_to_the_domains_that_are_named_and_to_no_part_of_them() -> None:
    assert rules.is_domain_allowed([], "a@anywhere.org")
    assert rules.is_domain_allowed(["sana.kz"], "a@SANA.kz")
    assert not rules.is_domain_allowed(["sana.kz"], "a@evil-sana.kz")
    assert not rules.is_domain_allowed(["sana.kz"], "a@sana.kz.evil.org")


@pytest.mark.parametrize("text", ["a", "x/y", "1?redirect=yes", "a b", "a\nb", "x" * 65, "../x", "a#b", "a&b", "a%2Fb"])
def test_whom_to_tell_holds_no_sign_that_leads_elsewhere(text: str) -> None:
    assert not rules.is_messenger_name(text)


@pytest.mark.parametrize("text", ["+77010000000", "@aigul_k", "123456789", "a.b@example.org"])
def test_names_and_numbers_of_messengers_are_taken(text: str) -> None:
    assert rules.is_messenger_name(text)

import pytest

from panah.web.demo.rules import is_from_this_machine


@pytest.mark.parametrize(
    ("meta", "host", "is_here"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, "127.0.0.1:8000", True),
        ({"REMOTE_ADDR": "::1"}, "[::1]:8000", True),
        ({"REMOTE_ADDR": "127.0.0.1"}, "localhost", True),
        ({"REMOTE_ADDR": "10.0.0.7"}, "127.0.0.1:8000", False),  # a host name can be claimed from anywhere
        ({"REMOTE_ADDR": "127.0.0.1"}, "panah.example", False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.7"}, "127.0.0.1", False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_VIA": "1.1 proxy"}, "localhost", False),
        ({}, "localhost", False),
        ({"REMOTE_ADDR": "not an address"}, "127.0.0.1", False),
        ({"REMOTE_ADDR": "127.0.0.1"}, "", False),
    ],
)
def test_only_who_sits_at_this_machine_is_here(meta: dict[str, object], host: str, is_here: bool) -> None:
    assert is_from_this_machine(meta, host) is is_here

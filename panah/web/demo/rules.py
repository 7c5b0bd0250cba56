"""From where a demo may be entered."""

import ipaddress
from collections.abc import Mapping

_SENT_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED", "HTTP_VIA")


def is_from_this_machine(meta: Mapping[str, object], host: str) -> bool:
    """Asked for here, by somebody here, without a server between: a host name alone can be claimed from anywhere."""
    came_directly = not any(meta.get(name) for name in _SENT_ON)
    return came_directly and _is_here(str(meta.get("REMOTE_ADDR") or "")) and _is_here(_name_of(host))


def _name_of(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_here(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

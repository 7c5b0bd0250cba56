"""Which machines this installation may call. What an administrator did not write down is never called."""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443, "smtp": 25, "submission": 587, "smtps": 465}
HERE = "localhost"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_MESSENGER = re.compile(r"[A-Za-z0-9_@+.-]{2,64}")
_HOST = re.compile(r"(?!-)[a-z0-9._-]{1,253}(?<!-)")


class UnreadableTargets(ValueError):
    """An entry of the list that names no machine. Then the whole list allows nothing: it may have meant less."""


@dataclass(frozen=True)
class Target:
    """A machine by its name, or a network of numbers, and the port at which it is called."""

    host: str
    port: int
    network: Network | None = None


def targets_of(text: str) -> frozenset[Target]:
    """``https://api.telegram.org smtp://192.0.2.7:2525``: with blanks or commas between."""
    return frozenset(_target(part) for part in re.split(r"[\s,]+", text) if part)


def _target(entry: str) -> Target:
    try:
        parts = urlsplit(entry)
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port or PORTS.get(parts.scheme)
    except ValueError as error:
        raise UnreadableTargets(entry) from error
    if port is None or parts.username or parts.password or parts.query:
        raise UnreadableTargets(entry)
    network = _network(f"{host}{parts.path.rstrip('/')}") or _network(host)
    if network is None and (not _HOST.fullmatch(host) or parts.path.strip("/")):
        raise UnreadableTargets(entry)
    return Target(host, port, network)


def _network(text: str) -> Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def is_name_allowed(targets: Collection[Target], host: str, port: int | None = None) -> bool:
    """Whether a machine may be looked for under this name (or number)."""
    wanted, number = host.lower().rstrip("."), _number(host)
    return any(
        (target.network is not None and number in target.network if number else target.host == wanted)
        and (port is None or target.port == port)
        for target in targets
    )


def is_call_allowed(targets: Collection[Target], number: str, port: int) -> bool:
    """Whether this number may be called. A name may lead to numbers of the open Internet alone: those of this house, of
    this machine and of its neighbours only where they are listed as numbers, whatever a name service answers."""
    found = _number(number)
    if found is None:
        return False
    for target in targets:
        if target.port != port:
            continue
        if target.network is not None and found in target.network:
            return True
        if target.network is None and (found.is_loopback if target.host == HERE else found.is_global):
            return True
    return False


def _number(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def is_domain_allowed(domains: Collection[str], address: str) -> bool:
    """Where the installation names domains, mail goes to these alone; a part of one is not one."""
    return not domains or domain_of(address) in domains


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower().rstrip(".")


def is_messenger_name(text: str) -> bool:
    """A name or number in a messenger. No sign by which an address could lead elsewhere."""
    return _MESSENGER.fullmatch(text) is not None


def address_of(scheme: str, host: str, port: int) -> str:
    """As it is to be written into the list."""
    return f"{scheme}://{host}" if PORTS[scheme] == port else f"{scheme}://{host}:{port}"

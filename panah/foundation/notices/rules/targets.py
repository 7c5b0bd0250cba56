"""Which machines this installation may call. What an administrator did not write down is never called."""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443, "smtp": 25, "submission": 587, "smtps": 465}
HERE = "localhost"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Number = ipaddress.IPv4Address | ipaddress.IPv6Address
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
_WRAPPINGS = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
"""Of numbers that end in an old one: mapped, translated by a network (NAT64), compatible, translated by a machine (SIIT)."""
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
        if target.network is None and (found.is_loopback if target.host == HERE else _is_open_internet(found)):
            return True
    return False


def _number(text: str) -> Number | None:
    """A number; of an old one that is wrapped in a new one the old one, for that is where the call ends."""
    try:
        found = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return found if isinstance(found, ipaddress.IPv4Address) else _wrapped_in(found) or found


def _wrapped_in(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if number.is_loopback or number.is_unspecified:
        return None
    if any(number in network for network in _WRAPPINGS):
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.sixtofour


def _is_open_internet(number: Number) -> bool:
    """Of the new numbers one part alone has been given out for machines of the Internet."""
    is_given_out = isinstance(number, ipaddress.IPv4Address) or number in _GIVEN_OUT
    return is_given_out and number.is_global and not number.is_multicast


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

"""Hosts, ports and links in records, without opening anything and without trusting their form."""

import re
from urllib.parse import urlsplit

from hoofprint.model.finding import Sighting
from hoofprint.model.record import Observable

DEEP = 2
"""Labels before the listed domain in the published addresses of network injection."""
HIGH_PORT = 1024
FORM = r"https?://[^\s/]+/\d{7}s"
"""Published: 70 of 71 direct links in Mexico had a path of seven digits and an s."""
LURE = re.compile(FORM + r"/?(?=\s|$|[.,;:!?)])")


def host_port(url: str | None) -> tuple[str, int | None]:
    """Lower-case host and explicit port; empty and None where the text is no address."""
    try:
        parts = urlsplit(url or "")
        return (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "", None


def scheme(url: str | None) -> str:
    """`http`, `https`, or whatever stands before the colon."""
    return (url or "").partition(":")[0].casefold()


def extra_labels(host: str, listed: str) -> int:
    """How many labels stand before the listed name: 2 for `a.b.example.org` and `example.org`."""
    if not host.endswith(f".{listed}"):
        return 0
    return host.removesuffix(f".{listed}").count(".") + 1


def injected(host: str, port: int | None, listed: str) -> bool:
    """Whether an address has the published form of network injection: a deep sub-domain on a high port."""
    return extra_labels(host, listed) >= DEEP and port is not None and port > HIGH_PORT


def listed_host(sighting: Sighting) -> str:
    """The host an indicator is about: its own value, or the host of a listed address."""
    indicator = sighting.indicator
    return host_port(indicator.value)[0] if indicator.kind is Observable.URL else indicator.value


def linked(text: str, host: str) -> bool:
    """Whether a text holds a link to a host that a phone would offer to open: with scheme, or with a path behind it.

    A host that is only named, or written so that nobody opens it by mistake, is talked about.
    """
    if not host.isascii() or host.startswith("xn--") or ".xn--" in host:
        return True
    named = re.escape(host)
    token = rf"(?:https?://[^\s/]*{named}\.?(?![\w.-]))|(?<![\w/])(?:[\w-]+\.)*{named}\.?(?::\d+)?/\S"
    return re.search(token, text, re.IGNORECASE) is not None

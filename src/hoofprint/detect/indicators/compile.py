"""Turns indicator sets into the tables a `Matcher` looks things up in: each value once, with everyone who claims it."""

import ipaddress
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from hoofprint.detect.indicators.known import CUTS
from hoofprint.detect.indicators.notes import LOWERING
from hoofprint.model.indicator import Indicator, IndicatorSet
from hoofprint.model.record import Observable as O

K = TypeVar("K", bound=Hashable)
HOSTS = (O.DOMAIN, O.IP, O.EMAIL)
Claims = tuple[Indicator, ...]
"""All indicators with one value, the most telling first."""
DEFAULT_PORTS = {"http": "80", "https": "443"}


class Link(NamedTuple):
    """A listed link without its scheme: `http` and `https` lead to the same page."""

    port: str
    """Empty for the scheme's own port."""
    path: str
    """With query, without a slash at the end; case matters. One character for each byte of its UTF-8 form."""


class Table(Generic[K]):
    """Values and who claims each. Nearly every value is claimed once; those are kept without a tuple around them,
    since a million small tuples cost more than all the rest."""

    def __init__(self) -> None:
        self._one: dict[K, Indicator] = {}
        self._many: dict[K, list[Indicator]] = {}

    def add(self, key: K, indicator: Indicator) -> None:
        if key in self._one:
            self._many.setdefault(key, [self._one[key]]).append(indicator)
        else:
            self._one[key] = indicator

    def get(self, key: K) -> Claims:
        """Everyone who claims the value, the most telling first; empty where nobody does."""
        one = self._one.get(key)
        if one is None:
            return ()
        many = self._many.get(key)
        return (one,) if many is None else tuple(sorted(many, key=_weight))

    @property
    def values(self) -> Mapping[K, object]:
        """The values alone, for membership tests in a hot loop."""
        return self._one

    def __contains__(self, key: object) -> bool:
        return key in self._one

    def __iter__(self) -> Iterator[K]:
        return iter(self._one)

    def __len__(self) -> int:
        return len(self._one)


class Hosts(Table[bytes]):
    """The table of everything a text is searched for."""

    def add_domains(self, indicators: Iterable[Indicator]) -> list[Indicator]:
        """Adds the plain domains, of which there may be a million, and gives back all the others."""
        one, others = self._one, []
        for indicator in indicators:
            value = indicator.value
            if indicator.kind is not O.DOMAIN or "xn--" in value:
                others.append(indicator)
                continue
            key = value.encode()
            if key in one:
                self.add(key, indicator)
            else:
                one[key] = indicator
        return others


class Tables(NamedTuple):
    """What is looked for, by kind. Hosts, addresses and mails are keyed by their bytes, as texts are searched."""

    whole: Hosts
    """Domains, addresses and mail addresses by their normal form."""
    links: dict[bytes, Table[Link]]
    """Listed links by their host."""
    also: dict[bytes, bytes]
    """Further spellings of listed hosts -> the key: Unicode forms of international names, long forms of addresses."""
    mail_hosts: set[bytes]
    """Hosts of listed mail addresses."""
    phones: Table[str]
    """By their digits."""
    accounts: Table[str]
    processes: Table[str]
    cut: Table[str]
    """Listed process names cut at 15 and 16 characters."""
    files: Table[str]
    """Listed file names."""
    paths: Table[str]
    """Listed absolute paths."""
    endings: Table[str]
    """Listed relative paths: they match the end of a path."""
    bundles: Table[str]
    file_hashes: Table[str]
    cert_hashes: Table[str]
    profiles: Table[str]


def tables(sets: Iterable[IndicatorSet], platform: str | None) -> Tables:
    """The tables for one platform (`ios`, `android`; None for both)."""
    other = {"ios": "android", "android": "ios"}.get(platform or "")
    found = Tables(Hosts(), {}, {}, set(), *(Table() for _ in range(len(Tables._fields) - 4)))
    into = {
        O.PHONE: found.phones,
        O.ACCOUNT: found.accounts,
        O.BUNDLE: found.bundles,
        O.FILE_HASH: found.file_hashes,
        O.CERT_HASH: found.cert_hashes,
        O.PROFILE: found.profiles,
    }
    for one in sets:
        special = [
            i for i in found.whole.add_domains(one.indicators) if i.platform is None or i.platform != other
        ]
        for indicator in special:
            kind = indicator.kind
            if kind in HOSTS:
                _host(indicator, found)
            elif kind is O.URL:
                _link(indicator, found)
            elif kind is O.PATH:
                _path(indicator, found)
            elif kind is O.PROCESS:
                _process(indicator, found)
            elif kind in into:
                into[kind].add(indicator.value.lstrip("+") if kind is O.PHONE else indicator.value, indicator)
    return found


def _host(indicator: Indicator, found: Tables) -> None:
    """A mail address, an address, or an international name."""
    value, key = indicator.value, indicator.value.encode()
    found.whole.add(key, indicator)
    if indicator.kind is O.EMAIL:
        host = value.rpartition("@")[2]
        found.mail_hosts.add(host.encode())
        if "." not in host:
            found.also[key] = key
    found.also.update(spellings(value))


def _path(indicator: Indicator, found: Tables) -> None:
    path = indicator.value
    into = found.files if "/" not in path else found.paths if path[0] == "/" else found.endings
    into.add(path, indicator)


def _process(indicator: Indicator, found: Tables) -> None:
    found.processes.add(indicator.value, indicator)
    for length in CUTS:
        if len(indicator.value) > length:
            found.cut.add(indicator.value[:length], indicator)


def _link(indicator: Indicator, found: Tables) -> None:
    scheme, _, rest = indicator.value.partition("://")
    cut = min(at for at in (rest.find("/"), rest.find("?"), len(rest)) if at >= 0)
    host, port = _host_and_port(rest[:cut])
    shown = "" if DEFAULT_PORTS.get(scheme) == port else port
    path = rest[cut:].rstrip("/").encode().decode("latin-1")
    found.links.setdefault(host.encode(), Table()).add(Link(shown, path), indicator)
    found.also.update(spellings(host))


def _weight(indicator: Indicator) -> tuple[bool, int, int, str]:
    """The claim to show first: not withdrawn, without notes that lower it, published early."""
    lowering = sum(note in LOWERING for note in indicator.notes)
    early = indicator.published if indicator.published is not None else 2**62
    return indicator.withdrawn is not None, lowering, early, indicator.set


def _host_and_port(authority: str) -> tuple[str, str]:
    if authority.startswith("["):
        host, _, port = authority[1:].partition("]")
        return host, port.lstrip(":")
    host, _, port = authority.partition(":")
    return host, port


def spellings(name: str) -> dict[bytes, bytes]:
    """Further spellings of an international name or an IPv6 address, in lower case -> the key. Empty for others."""
    if "xn--" in name:
        return {other.encode().lower(): name.encode() for other in _unicode(name)}
    if ":" in name and "@" not in name:
        address = ipaddress.IPv6Address(name)
        plain = ":".join(group.lstrip("0") or "0" for group in address.exploded.split(":"))
        return {form.encode(): name.encode() for form in (name, address.exploded, plain)}
    return {}


def _unicode(host: str) -> set[str]:
    """A punycode host (or the host of a mail address) with its Unicode letters, small and capital."""
    name, at, domain = host.rpartition("@")
    labels = []
    for label in domain.split("."):
        try:
            plain = label[4:].encode().decode("punycode") if label.startswith("xn--") else label
        except UnicodeError:
            return set()
        labels.append(plain)
    shown = name + at + ".".join(labels)
    return {shown, shown.upper(), shown.title()} if shown != host else set()

"""Compares columns of observed values with all loaded indicators, by what kind of value a column holds.

Which spelling matches what, and how strongly, is decided in docs/reference/matching.md; that page and this file change
together.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from hoofprint.detect.indicators import normalise
from hoofprint.detect.indicators.compile import Claims, Link, Table, Tables, tables
from hoofprint.detect.indicators.hit import Hit, Shortened, strings, strongest
from hoofprint.detect.indicators.known import shorteners
from hoofprint.detect.indicators.notes import SHARED_HOST
from hoofprint.detect.indicators.paths import PathMatcher
from hoofprint.detect.indicators.scan import Occurrence, Scanner
from hoofprint.model.indicator import How, Indicator, IndicatorSet
from hoofprint.model.record import Observable as O

TEXTS = (O.TEXT, O.URL, O.DOMAIN, O.IP, O.EMAIL, O.ACCOUNT, O.PHONE)
"""Columns that are searched for hosts, addresses and mails, wherever in the value they stand."""
ORIGIN = re.compile(r"(?:^|/)https?_([^/_]{4,253})_(\d{1,5})(?=$|[/.])")
"""How WebKit names folders and files after the site whose data they hold."""
ACCOUNT_SCHEME = re.compile(r"^(?:mailto|tel|sip|sips|im|xmpp|e|p|u|urn:biz):", re.IGNORECASE)
_REST = re.compile(r"\.?(?::(\d{1,5}))?([/?][^\s\"'<>`]*)?")
__all__ = ["Hit", "Matcher", "Shortened", "compile_sets"]
_TRAILING = ".,;:!?)]}'\"*_~>"


def compile_sets(sets: Iterable[IndicatorSet], platform: str | None = None) -> "Matcher":
    """A matcher for one platform (`ios`, `android`; None for both). Names, paths, package ids and certificates of
    the other platform are left out; hosts, accounts and hashes are the same everywhere."""
    return Matcher(tables(sets, platform))


class Matcher:
    """Compares columns with everything that was compiled. Holds no evidence; may be used by several threads."""

    def __init__(self, known: Tables) -> None:
        self._known = known
        self._short = frozenset(host.encode() for host in shorteners())
        more = {**dict.fromkeys(self._short), **known.links}
        self._scanner = Scanner(known.whole.values, more, known.mail_hosts, known.also)
        self._paths = PathMatcher(known)

    def match(
        self,
        values: "pa.Array[Any] | pa.ChunkedArray[Any]",
        kind: O,
        *,
        executable: bool = True,
        shortened: list[Shortened] | None = None,
    ) -> Iterator[Hit]:
        """Hits in order of rows; for each row and published value the strongest one.

        `kind` says what the column holds. `executable`: whether the last component of a path may be the name of a
        process, too. Lists are not taken apart; NULL matches nothing. Calling with distinct values is fastest.
        Links through link shorteners are added to `shortened` on the way.
        """
        if isinstance(values, pa.ChunkedArray):
            values = values.combine_chunks()
        yield from strongest(self._all(values, kind, executable, shortened))

    def _all(
        self, values: "pa.Array[Any]", kind: O, executable: bool, shortened: list[Shortened] | None
    ) -> Iterator[Hit]:
        if kind in TEXTS:
            yield from self._in_texts(values, [] if shortened is None else shortened)
        if kind in (O.ACCOUNT, O.PHONE):
            yield from self._accounts(values)
        if kind is O.PROCESS:
            yield from self._paths.processes(values)
        if kind is O.PATH:
            yield from self._paths.paths(values, executable)
        if kind in (O.PATH, O.DOMAIN):
            yield from self._origins(values)
        if kind is O.BUNDLE:
            yield from _equal(values, self._known.bundles, How.EXACT)
            yield from _equal(values, self._known.processes, How.NAME)
        if kind in (O.FILE_HASH, O.CERT_HASH):
            known = self._known.file_hashes if kind is O.FILE_HASH else self._known.cert_hashes
            yield from _equal(values, known, How.EXACT, normalise.file_hash)
        if kind is O.PROFILE:
            yield from _equal(values, self._known.profiles, How.EXACT, normalise.profile)

    def _in_texts(self, values: "pa.Array[Any]", shortened: list[Shortened]) -> Iterator[Hit]:
        for one in self._scanner.scan(values):
            if one.key in self._short:
                shortened += _shortened(one)
            claims = self._known.whole.get(one.key)
            if claims:
                yield from _whole(one, claims)
            links = self._known.links.get(one.key)
            if links:
                yield from _link(one, links)

    def _accounts(self, values: "pa.Array[Any]") -> Iterator[Hit]:
        """Phone numbers and services' own handles; mail addresses are found with the texts."""
        if not self._known.phones and not self._known.accounts:
            return
        for row, value in strings(values):
            name = ACCOUNT_SCHEME.sub("", value.strip()).partition("@s.whatsapp.net")[0]
            number = normalise.phone(name)
            claims = self._known.phones.get(number.lstrip("+")) if number else ()
            claims = claims or self._known.accounts.get(normalise.account(name) or "")
            if claims:
                yield Hit(row, How.EXACT, value, claims, None, None)

    def _origins(self, values: "pa.Array[Any]") -> Iterator[Hit]:
        """Hosts in the folder names WebKit makes from a site's origin."""
        for row, value in strings(values):
            if "http" in value:
                for origin in ORIGIN.finditer(value):
                    yield from self._origin(row, origin[1].lower())

    def _origin(self, row: int, host: str) -> Iterator[Hit]:
        name = host
        while name:
            claims = self._known.whole.get(name.encode())
            below = name != host
            if claims and (not below or _has_below(claims)):
                yield Hit(row, How.SUBDOMAIN if below else How.EXACT, host, claims, None, None)
            name = name.partition(".")[2]


def _shortened(one: Occurrence) -> Iterator[Shortened]:
    """The link, where the host is a link's own and a path follows: where it leads is not in it."""
    rest = _REST.match(_text(one.text), one.end)
    if rest and len(rest[2] or "") > 1 and not one.place.mail and not one.place.below:
        link = one.text[one.place.start : rest.end()].decode("utf-8", "replace")
        yield Shortened(one.row, link.rstrip(_TRAILING))


def _whole(one: Occurrence, claims: Claims) -> Iterator[Hit]:
    """A listed host, address or mail address standing in a text."""
    place, mail = one.place, b"@" in one.key
    below = not mail and (place.below or place.mail)
    if below:
        claims = tuple(claim for claim in claims if _allows_below(claim, place.below))
    if claims:
        how = How.ENCODED if place.nested or one.encoded else How.SUBDOMAIN if below else How.EXACT
        yield _hit(one, how, one.end, claims)


def _allows_below(claim: Indicator, below: bool) -> bool:
    """No address is below another one; what is below a shared host, or has a mail address there, is other people's."""
    return not (claim.kind is O.IP and below) and SHARED_HOST not in claim.notes


def _has_below(claims: Claims) -> bool:
    return any(_allows_below(claim, True) for claim in claims)


def _hit(one: Occurrence, how: How, end: int, claims: Claims) -> Hit:
    start = one.place.start
    found = one.text[start:end].decode("utf-8", "replace")
    if one.at is None:
        return Hit(one.row, how, found, claims, None, None)
    return Hit(one.row, how, found, claims, one.at + start, one.at + end)


def _text(data: bytes) -> str:
    """One character for each byte, so that positions stay."""
    return data.decode("latin-1")


def _link(one: Occurrence, links: Table[Link]) -> Iterator[Hit]:
    """A listed link: the same host and port, and the same path, or one below it."""
    if one.place.below or one.place.mail:
        return
    rest = _REST.match(_text(one.text), one.end)
    port, path = (rest[1] or "", rest[2] or "") if rest else ("", "")
    port = "" if port in ("80", "443") else port
    whole = path
    for length, exact in _cuts(path):
        claims = links.get(Link(port, path[:length].rstrip("/")))
        if claims:
            how = How.EXACT if exact else How.BELOW
            how = How.ENCODED if one.place.nested or one.encoded else how
            yield _hit(one, how, one.end + len(rest[0]) - len(whole) + length if rest else one.end, claims)
            return


def _cuts(path: str) -> Iterator[tuple[int, bool]]:
    """Lengths of a path at which it may equal a listed one, longest first, and whether nothing but a fragment or
    punctuation of the sentence follows there."""
    length = len(path.partition("#")[0])
    yield length, True
    plain = len(path[:length].rstrip(_TRAILING))
    if plain < length:
        yield plain, True
    marks = [at for at, mark in enumerate(path[:length]) if mark in "/?&"][-64:]
    for at in reversed(marks):
        yield at, path[at:length].strip("/") == ""


def _equal(
    values: "pa.Array[Any]", known: Table[str], how: How, normal: Any = lambda value: value
) -> Iterator[Hit]:
    """Rows whose whole value is a listed one."""
    if known:
        for row, value in strings(values):
            claims = known.get(normal(value) or "")
            if claims:
                yield Hit(row, how, value, claims, None, None)

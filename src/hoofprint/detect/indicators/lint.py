"""Lint: entries of a list that ordinary phones hold too, or that no phone can hold.

`lint` says what is wrong, for the person who keeps the list. `annotate` acts on it when a list is loaded: a value that
every phone has is taken out, with the reason; one that is merely common keeps a note that grading reads.
"""

import ipaddress
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from hoofprint.detect.indicators import known
from hoofprint.detect.indicators import notes as note
from hoofprint.detect.indicators.overlay import Fact, overlay
from hoofprint.model.indicator import Indicator, IndicatorSet, Rejected
from hoofprint.model.record import Observable as O
from hoofprint.model.words import N_

SHORT = 5
NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.168.0.0/16", "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8",
        ),
    )
)  # fmt: skip
LOCAL_NAMES = frozenset(("localhost", "local", "lan", "home", "internal", "localdomain", "arpa", "invalid"))
REMOVED = Indicator(kind=O.TEXT, value="", set="")
REJECTED_SHARE = 0.2
"""Of a list's names and paths: from here on the whole list is not to be trusted."""


class Severity(StrEnum):
    """What follows from a note."""

    REJECT = "reject"
    """Taken out when the list is loaded: a hit would say nothing."""
    WARN = "warn"
    """Loaded, and a hit carries less."""
    INFO = "info"
    """For the keeper of the list; nothing follows."""


class LintNote(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to know about an entry, or about a list as a whole."""

    set: str
    indicator: str
    """`kind:value`, or empty for a note about the whole list."""
    code: str
    """A word from `notes`, or `duplicate`, `duplicate in another list`, `public suffix`, `not public`, `folder`,
    `not understood`, `unsourced`, `unsourced list`."""
    severity: Severity
    why: str
    """One sentence, marked for translation; `values` fill its fields."""
    values: dict[str, str] = {}


Found = tuple[str, Severity, str, dict[str, str]]


def annotate(sets: Iterable[IndicatorSet]) -> list[IndicatorSet]:
    """The sets as they are matched: with notes, and without what every phone holds."""
    return [_annotated(one) for one in sets]


def _annotated(one: IndicatorSet) -> IndicatorSet:
    kept = list(one.indicators)
    rejected: list[Rejected] = []
    for at, indicator, found in _checked(one.indicators):
        worst = next((entry for entry in found if entry[1] is Severity.REJECT), None)
        if worst:
            rejected.append(Rejected(where=indicator.id, reason=worst[2].format(**worst[3])))
            kept[at] = REMOVED
        else:
            words = (entry[0] for entry in found if entry[1] is Severity.WARN)
            kept[at] = replace(indicator, notes=tuple(dict.fromkeys((*indicator.notes, *words))))
    indicators = (
        tuple(indicator for indicator in kept if indicator is not REMOVED) if rejected else tuple(kept)
    )
    return replace(one, indicators=indicators, rejected=(*one.rejected, *rejected))


def _checked(indicators: Iterable[Indicator]) -> Iterator[tuple[int, Indicator, Sequence[Found]]]:
    """Each indicator about which something is found, with its position. Ordinary hosts, nearly all of a long list, are
    passed quickly."""
    notable, suffixes = known.notable_hosts() | overlay().values, known.suffixes().wildcards
    odd_ends = LOCAL_NAMES | {name.rpartition(".")[2] for name in suffixes}
    for at, indicator in enumerate(indicators):
        kind, value = indicator.kind, indicator.value
        if kind is O.DOMAIN and value not in notable and value[value.rfind(".") + 1 :] not in odd_ends:
            continue
        found = [*_overlaid(indicator), *CHECKS.get(kind, _nothing)(indicator)]
        if found:
            yield at, indicator, found


def _overlaid(indicator: Indicator) -> Iterator[Found]:
    """What the overlay says no list can claim."""
    fact = overlay().facts.get((indicator.kind, indicator.value), Fact())
    if fact.reject:
        values = {"value": indicator.value, "why": fact.reject}
        yield "unsourced", Severity.REJECT, N_("{value}: {why}"), values


def _nothing(_: Indicator) -> Iterator[Found]:
    return iter(())


def lint(sets: Sequence[IndicatorSet]) -> list[LintNote]:
    """Everything to know about lists as they were read, before `annotate`, in order of list and entry."""
    notes: list[LintNote] = []
    for one in sets:
        notes += _entries(one)
        notes += _whole(one, notes)
    return [*notes, *_between(sets)]


def _entries(one: IndicatorSet) -> list[LintNote]:
    def says(indicator: str, code: str, severity: Severity, why: str, values: dict[str, str]) -> LintNote:
        return LintNote(
            set=one.name, indicator=indicator, code=code, severity=severity, why=why, values=values
        )

    found = [says(indicator.id, *entry) for _, indicator, many in _checked(one.indicators) for entry in many]
    for entry in one.rejected:
        values = {"where": entry.where, "reason": entry.reason, "count": str(entry.count)}
        found.append(says("", "not understood", Severity.INFO, N_("{where}: {reason}"), values))
    for repeated in sorted(set(one.repeated)):
        found.append(says(repeated, "duplicate", Severity.INFO, N_("listed more than once"), {}))
    return found


def _whole(one: IndicatorSet, notes: Sequence[LintNote]) -> Iterator[LintNote]:
    """A list that names what every phone has is not careful enough to be believed in the rest."""
    names = [x for x in one.indicators if x.kind in (O.PROCESS, O.PATH, O.BUNDLE)]
    bad = {n.indicator for n in notes if n.set == one.name and n.severity is Severity.REJECT}
    wrong = sum(x.id in bad for x in names)
    if wrong > 2 and wrong >= REJECTED_SHARE * len(names):
        yield LintNote(
            set=one.name,
            indicator="",
            code="unsourced list",
            severity=Severity.REJECT,
            why=N_("{wrong} of {all} names and paths are on every phone: do not use this list"),
            values={"wrong": str(wrong), "all": str(len(names))},
        )


def _between(sets: Sequence[IndicatorSet]) -> Iterator[LintNote]:
    """Values that several lists publish: one note for each pair of lists."""
    holders: dict[str, list[str]] = defaultdict(list)
    for one in sets:
        for indicator in one.indicators:
            holders[indicator.id].append(one.name)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id_, names in holders.items():
        for at, first in enumerate(names):
            for second in names[at + 1 :]:
                pairs[first, second].append(id_)
    for (first, second), ids in pairs.items():
        yield LintNote(
            set=first,
            indicator=ids[0] if len(ids) == 1 else "",
            code="duplicate in another list",
            severity=Severity.INFO,
            why=N_("{count} values also in {other}, for example {example}"),
            values={"count": str(len(ids)), "other": second, "example": ids[0]},
        )


def _host(indicator: Indicator) -> Iterator[Found]:
    host = indicator.value
    kinds = known.shared_hosts().get(host)
    suffixes = known.suffixes()
    if suffixes.is_registry(host):
        yield "public suffix", Severity.REJECT, N_("anybody can register a name under {host}"), {"host": host}
    elif host.rpartition(".")[2] in LOCAL_NAMES:
        yield "not public", Severity.REJECT, N_("{host} is a name of a local network"), {"host": host}
    elif kinds and kinds & known.EVERYONES:
        values = {"host": host, "kinds": ", ".join(sorted(kinds))}
        yield note.SHARED_HOST, Severity.REJECT, N_("everybody's phone contacts {host} ({kinds})"), values
    elif kinds == frozenset(("popular",)):
        yield note.POPULAR, Severity.WARN, N_("{host} is among the most visited sites"), {"host": host}
    elif kinds or host in suffixes.shared:
        yield note.SHARED_HOST, Severity.WARN, N_("unrelated people publish under {host}"), {"host": host}


def _ip(indicator: Indicator) -> Iterator[Found]:
    address = ipaddress.ip_address(indicator.value)
    if any(address in network for network in NOT_PUBLIC if network.version == address.version):
        values = {"ip": indicator.value}
        yield (
            "not public",
            Severity.REJECT,
            N_("{ip} is an address inside a local network, or no address"),
            values,
        )


def _process(indicator: Indicator) -> Iterator[Found]:
    name, values = indicator.value, {"name": indicator.value}
    fact = overlay().facts.get((O.PROCESS, name), Fact())
    if indicator.platform != "android":
        yield from _system_name(name, fact.keep)
    if name in overlay().programs:
        yield note.GENERIC, Severity.REJECT, N_("{name} is an ordinary program"), values
    elif name in overlay().words:
        yield note.GENERIC, Severity.WARN, N_("{name} is an ordinary word"), values
    if len(name) <= SHORT:
        yield note.SHORT, Severity.WARN, N_("{name} is so short that others use it too"), values


def _system_name(name: str, keep: bool) -> Iterator[Found]:
    similar = known.names_by_lower().get(name.lower(), "")
    values = {"name": name, "other": similar}
    if name in known.names():
        severity = Severity.INFO if keep else Severity.REJECT
        yield note.SYSTEM_NAME, severity, N_("{name} is a process of the system"), values
    elif similar:
        yield (
            note.NEAR_SYSTEM,
            Severity.WARN,
            N_("{name} differs from {other} only by capital letters"),
            values,
        )
    cut = _cut_collision(name)
    if cut:
        values = {"name": name, "other": cut}
        yield note.TRUNCATION, Severity.WARN, N_("cut off, {name} and {other} look the same"), values


def _cut_collision(name: str) -> str:
    """A system name that cannot be told from this one once either is cut."""
    cut_names = known.names_by_cut()
    for cut in (name, *(name[:cut] for cut in known.CUTS if len(name) > cut)):
        other = cut if cut in known.names() else cut_names.get(cut)
        if other and other != name:
            return other
    return ""


def _path(indicator: Indicator) -> Iterator[Found]:
    path, values = indicator.value, {"path": indicator.value}
    if indicator.withdrawn:
        return
    if path in known.paths():
        yield note.SYSTEM_NAME, Severity.REJECT, N_("{path} is a file of the system"), values
    elif path in known.folders():
        yield "folder", Severity.REJECT, N_("{path} is a folder that every phone has"), values
    elif "/" not in path:
        if path in known.processes() and indicator.platform != "android":
            yield note.SYSTEM_NAME, Severity.REJECT, N_("{path} is the name of a file of the system"), values
        elif path in overlay().words:
            yield note.GENERIC, Severity.WARN, N_("{path} is an ordinary word"), values
        elif len(path) <= SHORT:
            yield note.SHORT, Severity.WARN, N_("{path} is so short that others use it too"), values
    elif path.rpartition("/")[2] in overlay().words:
        yield note.GENERIC, Severity.WARN, N_("{path} ends in an ordinary word"), values


def _bundle(indicator: Indicator) -> Iterator[Found]:
    if indicator.platform != "android" and indicator.value in known.bundles():
        values = {"bundle": indicator.value}
        yield note.SYSTEM_NAME, Severity.REJECT, N_("{bundle} is a part of the system"), values


CHECKS: dict[O, Callable[[Indicator], Iterator[Found]]] = {
    O.DOMAIN: _host,
    O.IP: _ip,
    O.PROCESS: _process,
    O.PATH: _path,
    O.BUNDLE: _bundle,
}

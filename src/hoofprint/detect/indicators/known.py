"""What is normal: Apple's process names, paths and bundle ids by version, shared hosts, public suffixes.

A name that is here is no proof of innocence (spyware borrows names of real daemons), and one that is absent is no
proof of anything. Sources and gaps: detect/data/README.md.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import publicsuffixlist

CUTS = (15, 16)
"""Characters at which the kernel and log formats cut process names."""
DATA = resources.files("hoofprint.detect") / "data"
EVERYONES = frozenset(("platform", "cloud", "cdn", "maps", "captive portal check"))
"""Kinds of shared host that ordinary phones contact every day."""
ALSO_FOLDERS = (
    "/private/var/db/com.apple.xpc.roleaccountd.staging",
    "/private/var/tmp",
    "/private/var/mobile",
    "/private/var/mobile/Library",
    "/private/var/mobile/Library/Caches",
    "/private/var/mobile/Library/Preferences",
    "/private/var/mobile/Library/SMS",
    "/private/var/mobile/Media",
    "/private/var/mobile/Media/DCIM",
    "/private/var/mobile/Containers/Data",
    "/private/var/root",
    "/private/var/root/Library",
    "/private/var/db",
    "/private/var/log",
    "/private/var/logs",
    "/private/var/run",
    "/private/var/wireless",
    "/private/var/keybags",
    "/private/var/Keychains",
    "/data/local/tmp",
    "/data/app",
    "/data/data",
    "/sdcard/Download",
)
"""Folders every phone has that hold no listed executable."""


class Seen(NamedTuple):
    """Where a system executable lies, and the first and last iOS version a source shows it in (not: Apple's own
    first and last). `path` is empty where only the name is known; `<UUID>` and `*` stand for any component."""

    path: str
    first: str
    last: str


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one of our own tab-separated tables, without the heading."""
    for line in DATA.joinpath(name).read_text("utf-8").splitlines()[1:]:
        yield line.split("\t")


def table(name: str) -> dict[str, Any]:
    """One of our own TOML files."""
    return tomllib.loads(DATA.joinpath(name).read_text("utf-8"))


@cache
def processes() -> dict[str, tuple[Seen, ...]]:
    """Apple's executables on iPhones, by name."""
    found: dict[str, tuple[Seen, ...]] = {}
    for name, path, first, last, _ in rows("ios_processes.tsv"):
        found[name] = (*found.get(name, ()), Seen(path, first, last))
    return found


@cache
def names() -> frozenset[str]:
    """Names under which parts of the system appear as processes: executables, bundle ids, launchd labels."""
    return frozenset(processes()) | bundles()


@cache
def names_by_lower() -> dict[str, str]:
    """System names by their lower-case form."""
    return {name.lower(): name for name in sorted(names())}


@cache
def names_by_cut() -> dict[str, str]:
    """System names cut at 15 and at 16 characters -> the first whole name."""
    return {name[:cut]: name for name in sorted(names(), reverse=True) for cut in CUTS if len(name) > cut}


@cache
def paths() -> frozenset[str]:
    """Full paths of Apple's executables."""
    return frozenset(seen.path for many in processes().values() for seen in many if seen.path)


@cache
def folders() -> frozenset[str]:
    """Folders that every iPhone has: every ancestor of an Apple executable, and some that hold none."""
    found = set(ALSO_FOLDERS)
    for path in (*paths(), *ALSO_FOLDERS):
        while path := path.rpartition("/")[0]:
            found.add(path)
    return frozenset(found)


@cache
def bundles() -> frozenset[str]:
    """Apple's bundle ids and launchd labels."""
    return frozenset(row[0] for row in rows("ios_bundles.tsv"))


@cache
def shared_hosts() -> dict[str, frozenset[str]]:
    """Hosts that unrelated people publish under or pass through -> what kind of place it is."""
    return {host: frozenset(kinds.split(";")) for host, kinds in rows("shared_hosts.tsv")}


def shorteners() -> frozenset[str]:
    """Hosts of link shorteners: where a link leads is not in the link."""
    return frozenset(host for host, kinds in shared_hosts().items() if "shortener" in kinds)


class Suffixes(NamedTuple):
    """The public suffix list: names under which anybody can register."""

    registries: frozenset[str]
    """Run by a registry: `com`, `co.uk`. A hit on one would be a hit on every site under it."""
    shared: frozenset[str]
    """Run by a company for its customers: `github.io`, `no-ip.org`."""
    wildcards: frozenset[str]
    """Every name directly below these is a suffix too."""
    exceptions: frozenset[str]

    def is_registry(self, host: str) -> bool:
        """Whether the host is a registry's suffix."""
        below = host.partition(".")[2] in self.wildcards
        return host in self.registries or (below and host not in self.exceptions)


@cache
def suffixes() -> Suffixes:
    """The list as the publicsuffixlist package carries it; no network."""
    sections: list[set[str]] = [set(), set()]
    wildcards, exceptions, private = set(), set(), 0
    with open(publicsuffixlist.PSLFILE, encoding="utf-8") as lines:
        for line in lines:
            rule = line.strip().lower()
            if "begin private" in rule:
                private = 1
            if not rule or rule.startswith("//"):
                continue
            name = rule.lstrip("*.!")
            name = name if name.isascii() else name.encode("idna").decode("ascii")
            if rule.startswith("!"):
                exceptions.add(name)
            elif rule.startswith("*.") and not private:
                wildcards.add(name)
            else:
                sections[private].add(name)
    return Suffixes(
        frozenset(sections[0]), frozenset(sections[1]), frozenset(wildcards), frozenset(exceptions)
    )


@cache
def notable_hosts() -> frozenset[str]:
    """Every host that lint may have something to say about, apart from wildcards and local names."""
    listed = suffixes()
    return frozenset(shared_hosts()) | listed.registries | listed.shared

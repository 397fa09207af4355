"""STIX 2.0 and 2.1 bundles: the dialect of the public sets, and whatever else of the standard can be matched.

The simple pattern `[kind:property = 'value']` has a short way, because lists of a million of them exist; everything
else goes through the parser in `stix_pattern`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hoofprint.detect.indicators import dates
from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.normalise import HOST
from hoofprint.detect.indicators.stix_pattern import Alternative, PatternError, Test, alternatives
from hoofprint.model.record import Observable as O

COMMONEST = re.compile(rf"\[domain-name:value='({HOST.pattern})'\]")
LANGUAGE = (None, "stix")
SIMPLE = re.compile(r"\[\s*([a-z0-9-]+:[\w.'-]+)\s*=\s*'([^'\\]*)'\s*\]")
KINDS = {
    "domain-name:value": O.DOMAIN,
    "hostname:value": O.DOMAIN,
    "ipv4-addr:value": O.IP,
    "ipv6-addr:value": O.IP,
    "network-traffic:dst_ref.value": O.IP,
    "network-traffic:src_ref.value": O.IP,
    "url:value": O.URL,
    "email-addr:value": O.EMAIL,
    "email-message:from_ref.value": O.EMAIL,
    "email-message:sender_ref.value": O.EMAIL,
    "process:name": O.PROCESS,
    "process:binary_ref.name": O.PROCESS,
    "process:image_ref.name": O.PROCESS,
    "file:name": O.PATH,
    "file:path": O.PATH,
    "directory:path": O.PATH,
    "app:id": O.BUNDLE,
    "configuration-profile:id": O.PROFILE,
    "user-account:account_login": O.ACCOUNT,
    "user-account:user_id": O.ACCOUNT,
    "phone-number:value": O.PHONE,
}
HASHED = {"file": O.FILE_HASH, "artifact": O.FILE_HASH, "app": O.CERT_HASH, "x509-certificate": O.CERT_HASH}
HASHES = ("sha512", "sha384", "sha256", "sha1", "md5")
NAMED = ("malware", "campaign", "intrusion-set", "threat-actor", "tool", "infrastructure")
REPORTS = ("report", "grouping")
SEEN = frozenset(("observed-data", *(path.partition(":")[0] for path in KINDS)))
ANDROID = "a system property of Android: Android phones are not examined yet"


class Thing(msgspec.Struct, gc=False):
    """One object of a bundle, as far as we read it."""

    type: str = ""
    id: str = ""
    name: str | None = None
    pattern: str | None = None
    pattern_type: str | None = None
    created: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    revoked: bool | None = False
    created_by_ref: str | None = None
    relationship_type: str | None = None
    source_ref: str | None = None
    target_ref: str | None = None
    object_refs: tuple[str, ...] | None = None


def read(things: Iterable[Thing], into: Gatherer) -> None:
    """Every indicator of a bundle, with the names of what it indicates."""
    by_type: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        by_type[thing.type].append(thing)
    campaigns = _campaigns(by_type)
    sources = {t.id: t.name for t in by_type["identity"] if t.name}
    last, claim, hosts = Thing(), Claim(), list[str]()
    told: tuple[str, ...] | None = None
    for thing in by_type["indicator"]:
        named = campaigns.get(thing.id, ())
        if named is not told or not _alike(thing, last):
            into.keep(O.DOMAIN, hosts, claim)
            told, last, hosts = named, thing, []
            claim = _claim(thing, named, sources.get(thing.created_by_ref or "", ""))
        common = COMMONEST.fullmatch(thing.pattern or "")
        if common and thing.pattern_type in LANGUAGE:
            hosts.append(common[1])
        else:
            _indicator(thing, claim, into)
    into.keep(O.DOMAIN, hosts, claim)
    seen = sum(len(by_type[kind]) for kind in SEEN)
    if seen:
        into.reject(
            "bundle", "observed objects beside the indicators: nobody claims anything about them", seen
        )


def _alike(one: Thing, other: Thing) -> bool:
    """Whether an indicator differs from another only in its pattern, as neighbours in a generated list do."""
    made, other_made = one.created, other.created
    if (
        made is None
        or other_made is None
        or one.valid_until
        or other.valid_until
        or one.revoked
        or other.revoked
    ):
        return False
    if made[:10] != other_made[:10] or one.created_by_ref != other.created_by_ref:
        return False
    return _start(one) is None and _start(other) is None


def _start(thing: Thing) -> str | None:
    """The claimed beginning. The standard requires `valid_from`, so generators write the moment of export into it:
    where it equals `created` to the second, nothing is claimed."""
    start, made = thing.valid_from, thing.created
    return None if start and made and start[:19] == made[:19] else start


def _claim(thing: Thing, campaigns: tuple[str, ...], source: str) -> Claim:
    start = _start(thing)
    return Claim(
        source=source,
        campaigns=campaigns,
        published=dates.moment(thing.created[:10]) if thing.created else None,
        valid_from=dates.moment(start) if start else None,
        valid_until=dates.moment(thing.valid_until) if thing.valid_until else None,
        withdrawn="revoked in the publisher's own list" if thing.revoked else None,
    )


def _campaigns(by_type: Mapping[str, Sequence[Thing]]) -> dict[str, tuple[str, ...]]:
    """Indicator id -> names of the malware, campaigns and actors it indicates; reports where nothing else does."""
    named = {t.id: (t.name,) for kind in NAMED for t in by_type[kind] if t.name}
    found: dict[str, tuple[str, ...]] = {}
    for link in by_type["relationship"]:
        what, source = named.get(link.target_ref or ""), link.source_ref
        if what and source:
            before = found.get(source)
            found[source] = what if before is None else tuple(dict.fromkeys((*before, *what)))
    reported: dict[str, tuple[str, ...]] = {}
    for report in (t for kind in REPORTS for t in by_type[kind] if t.name):
        alone = (report.name or "",)
        for ref in report.object_refs or ():
            before = reported.get(ref)
            reported[ref] = alone if before is None else (*before, *alone)
    return reported | found


def _indicator(thing: Thing, claim: Claim, into: Gatherer) -> None:
    pattern = thing.pattern
    if not pattern or thing.pattern_type not in LANGUAGE:
        why = f"its pattern is in the language {thing.pattern_type}" if pattern else "it has no pattern"
        into.reject(thing.id, why)
        return
    simple = SIMPLE.fullmatch(pattern)
    if simple:
        path, value = simple.groups()
        _test(Test(path.replace("'", "").lower(), "=", value), claim, into, thing.id)
        return
    try:
        for alternative in alternatives(pattern):
            _test(reduced(alternative), claim, into, thing.id)
    except PatternError as error:
        into.reject(thing.id, str(error))


def reduced(alternative: Alternative) -> Test:
    """The one comparison that stands for several joined by AND. Raises `PatternError` where none does.

    Kept: the only comparison left after qualifiers that add no claim (`..._ref.type`, what a name resolved to); a
    file hash, since it alone settles the file's identity; name and folder, together a path.
    """
    tests = list(
        dict.fromkeys(t for t in alternative if not t.path.endswith((".type", "resolves_to_refs.value")))
    )
    if len(tests) == 1:
        return tests[0]
    hashes = [t for t in tests if t.path.startswith("file:hashes.") and t.op == "="]
    if hashes:
        return min(hashes, key=lambda t: _rank(t.path))
    by_path = {t.path: t for t in tests}
    name, folder = by_path.get("file:name"), by_path.get("file:parent_directory_ref.path")
    if len(tests) == 2 and name and folder and name.op == folder.op == "=":
        return Test("file:path", "=", folder.value.rstrip("/") + "/" + name.value)
    raise PatternError("AND of several values: no single one of them is the claim")


def _rank(path: str) -> int:
    algorithm = path.rpartition(".")[2].replace("-", "")
    return HASHES.index(algorithm) if algorithm in HASHES else len(HASHES)


def _test(test: Test, claim: Claim, into: Gatherer, where: str) -> None:
    kind = KINDS.get(test.path) or _hash_kind(test.path)
    if kind is None:
        known = test.path.startswith("android-property:")
        into.reject(where, ANDROID if known else f"nothing on a phone is compared with {test.path}")
        return
    value = test.value if test.op == "=" else _whole(test.value, kind)
    if value is None:
        into.reject(where, f"a pattern with wildcards: only whole values are matched: {test.value[:80]!r}")
        return
    into.add(kind, value, claim, where)


def _hash_kind(path: str) -> O | None:
    """`file:hashes.sha-256`, `app:cert.sha1`: hashes of what, if of something we compare."""
    owner, _, rest = path.partition(":")
    group, _, algorithm = rest.partition(".")
    known = group in ("hashes", "cert") and algorithm.replace("-", "") in HASHES
    return HASHED.get(owner) if known else None


def _whole(value: str, kind: O) -> str | None:
    """The whole value a LIKE pattern stands for: no wildcard at all, `%.host`, or a folder followed by `/%`."""
    if kind is O.DOMAIN:
        value = value.removeprefix("%.")
    elif kind in (O.PATH, O.URL) and value.endswith("/%"):
        value = value[:-1]
    return value if "%" not in value and "_" not in value.replace("\\_", "") else None

"""What every phone holds is taken out of a list or noted, and the keeper of the list is told."""

import pytest
from msgspec.structs import replace

from hoofprint.detect.indicators import lint
from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.lint import Severity, annotate
from hoofprint.detect.indicators.overlay import adjusted
from hoofprint.model.indicator import IndicatorSet, Rejected
from hoofprint.model.record import Observable
from tests.detect.indicators.tables import listed


def notes_on(**values: list[str]) -> dict[str, tuple[str, ...]]:
    (one,) = annotate([adjusted(listed(**values))])
    return {indicator.value: indicator.notes for indicator in one.indicators}


def codes(*sets: IndicatorSet) -> set[tuple[str, str, Severity]]:
    return {(note.indicator, note.code, note.severity) for note in lint(sets)}


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("process", "installd", "system name"),
        ("process", "syslogd", "system name"),
        ("process", "syslog", "generic"),
        ("process", "python3", "generic"),
        ("process", "com.apple.MapKit.SnapshotService", "system name"),
        ("path", "/usr/libexec/installd", "system name"),
        ("path", "/private/var/db/com.apple.xpc.roleaccountd.stagingX/..", None),
        ("path", "/private/var/tmp", "folder"),
        ("path", "/usr/libexec", "folder"),
        ("path", "/private/var/tmp/BridgeHead", "unsourced"),
        ("path", "UserEventAgent", "system name"),
        ("bundle", "com.apple.mobilesafari", "system name"),
        ("domain", "co.uk", "public suffix"),
        ("domain", "foo.ck", "public suffix"),
        ("domain", "printer.local", "not public"),
        ("domain", "github.com", "shared host"),
        ("domain", "github.io", "shared host"),
        ("domain", "apple.com", "shared host"),
        ("ip", "192.168.1.1", "not public"),
        ("ip", "127.0.0.1", "not public"),
        ("ip", "fe80::1", "not public"),
        ("cert_hash", "61ed377e85d386a8dfee6b864bd85b0bfaa5af81", "unsourced"),
    ],
)
def test_what_every_phone_holds_is_taken_out(kind: str, value: str, code: str | None) -> None:
    one = listed(**{kind: [value]})
    (after,) = annotate([adjusted(one)])
    if code is None:
        assert after.indicators and not after.rejected
        return
    assert (one.indicators[0].id, code, Severity.REJECT) in codes(one)
    assert not after.indicators and after.rejected[0].where == one.indicators[0].id


@pytest.mark.parametrize(
    ("kind", "value", "notes"),
    [
        ("process", "bh", ("short",)),
        ("process", "payload", ("generic",)),
        ("process", "Diagnosticd", ("once withdrawn", "near a system name")),
        ("process", "com.apple.rapports.events", ("truncation collision",)),
        ("process", "BackupAgent", ()),
        ("process", "roleaccountd", ()),
        ("path", "/private/var/tmp/stop", ("generic",)),
        ("path", "/private/var/tmp/UserEventAgent", ()),
        ("path", "x.js", ("short",)),
        ("domain", "dynamic-dns.net", ("shared host",)),
        ("domain", "is-a-geek.com", ("shared host",)),
        ("domain", "me.is-a-geek.com", ()),
        ("domain", "life360.com", ("popular site",)),
        ("domain", "nsogroup.com", ("vendor site",)),
        ("domain", "posta.news", ("re-registered",)),
        ("domain", "www.ck", ()),
        ("ip", "59.48.241.22", ()),
    ],
)
def test_what_others_hold_too_is_noted(kind: str, value: str, notes: tuple[str, ...]) -> None:
    assert notes_on(**{kind: [value]}) == {value: notes}


def test_names_of_android_are_not_compared_with_apples() -> None:
    one = listed("list", Claim(platform="android"), process=["installd"])
    assert annotate([one])[0].indicators


def test_a_list_of_everyones_names_is_not_to_be_trusted() -> None:
    one = listed(
        process=["installd", "syslog", "python3", "roleaccountd"], path=["/private/var/tmp/BridgeHead"]
    )
    whole = [note for note in lint([one]) if note.code == "unsourced list"]
    assert [(note.severity, note.values) for note in whole] == [(Severity.REJECT, {"wrong": "4", "all": "5"})]


def test_careful_lists_stay_silent() -> None:
    assert lint([listed(domain=["lure.example"], process=["roleaccountd"], email=["a@b.example"])]) == []


def test_duplicates_within_and_between_lists() -> None:
    first = listed("first", domain=["a.example", "A.example", "b.example"])
    second = listed("second", domain=["a.example", "b.example"])
    found = lint([first, second])
    assert [(note.code, note.indicator) for note in found] == [
        ("duplicate", "domain:a.example"),
        ("duplicate in another list", ""),
    ]
    assert found[1].values == {"count": "2", "other": "second", "example": "domain:a.example"}


def test_what_was_not_understood_is_told_too() -> None:
    one = replace(listed(domain=["a.example"]), rejected=(Rejected(where="line 3", reason="no value"),))
    (note,) = lint([one])
    assert note.why.format(**note.values) == "line 3: no value"


def test_every_note_says_something_readable() -> None:
    one = listed(process=["installd", "bh", "Diagnosticd"], domain=["co.uk", "github.com"], ip=["10.0.0.1"])
    for note in lint([one]):
        sentence = note.why.format(**note.values)
        assert "{" not in sentence and len(sentence) > 10


def test_a_note_that_lowers_needs_every_claim_of_a_list() -> None:
    """A host listed as a shop and as a server is a server."""
    into = Gatherer("list", "")
    into.add(Observable.DOMAIN, "a.example", Claim(notes=("stalkerware", "vendor site")), "")
    into.add(Observable.DOMAIN, "a.example", Claim(notes=("stalkerware",)), "")
    assert into.finish().indicators[0].notes == ("stalkerware",)

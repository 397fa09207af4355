"""Every public value, in spellings that have been missed or wrongly met elsewhere."""

import ipaddress
from pathlib import Path

import pyarrow as pa
import pytest

from hoofprint.detect.indicators import Matcher, compile_sets, load
from hoofprint.model.indicator import How, Indicator, IndicatorSet
from hoofprint.model.record import Observable


@pytest.fixture(scope="module")
def sets(shared: Path) -> list[IndicatorSet]:
    return load([shared / "indicators"])


@pytest.fixture(scope="module")
def matcher(sets: list[IndicatorSet]) -> Matcher:
    return compile_sets(sets)


@pytest.fixture(scope="module")
def values(sets: list[IndicatorSet]) -> dict[str, Indicator]:
    return {indicator.id: indicator for one in sets for indicator in one.indicators}


def met(
    matcher: Matcher, texts: list[str], column: Observable = Observable.TEXT
) -> list[set[tuple[str, How]]]:
    found: list[set[tuple[str, How]]] = [set() for _ in texts]
    for hit in matcher.match(pa.array(texts), column):
        found[hit.row] |= {(indicator.id, hit.how) for indicator in hit.indicators}
    return found


@pytest.mark.parametrize(
    "spelling",
    [
        "https://{}/",
        "http://{}:8443/a?b=c",
        "http://user:secret@{}/x",
        "{}.",
        "see {}, please",
        "//{}/x",
        "https://{}./x",
    ],
)
def test_every_host_and_address_is_met(matcher: Matcher, values: dict[str, Indicator], spelling: str) -> None:
    hosts = [one for one in values.values() if one.kind in (Observable.DOMAIN, Observable.IP)]
    assert len(hosts) > 8000
    for change in (str, str.upper):
        found = met(matcher, [change(spelling.format(one.value)) for one in hosts])
        missed = [one.id for one, ids in zip(hosts, found, strict=True) if (one.id, How.EXACT) not in ids]
        assert missed == []


def test_every_host_is_met_defanged_encoded_and_below(matcher: Matcher, values: dict[str, Indicator]) -> None:
    hosts = [
        one for one in values.values() if one.kind is Observable.DOMAIN and "shared host" not in one.notes
    ]
    for spelling, how in (
        (lambda host: f"hxxps://{host.replace('.', '[.]')}/", How.EXACT),
        (lambda host: f"https://a.b.{host}:99/", How.SUBDOMAIN),
        (lambda host: f"https://good.invalid/?u=https%3A%2F%2F{host}%2F", How.ENCODED),
    ):
        found = met(matcher, [spelling(one.value) for one in hosts])
        assert [one.id for one, ids in zip(hosts, found, strict=True) if (one.id, how) not in ids] == []


def test_no_host_is_met_inside_a_longer_name(matcher: Matcher, values: dict[str, Indicator]) -> None:
    hosts = [one for one in values.values() if one.kind is Observable.DOMAIN]
    for spelling in ("https://{}x/", "https://not{}/", "https://{}.org.invalid/", "https://{}@good.invalid/"):
        found = met(matcher, [spelling.format(one.value) for one in hosts])
        wrong = [one.id for one, ids in zip(hosts, found, strict=True) if one.id in {id_ for id_, _ in ids}]
        assert wrong == [], spelling


def test_no_address_is_met_inside_another_one(matcher: Matcher, values: dict[str, Indicator]) -> None:
    """Addresses that begin or end like a published one: each is another computer."""
    published = {one.value for one in values.values() if one.kind is Observable.IP and "." in one.value}
    others = {f"{digit}{value}" for value in published for digit in "12"}
    others |= {f"{value}{digit}" for value in published for digit in "0123456789"}
    others = {value for value in others if _is_address(value)} - published
    assert len(others) > 300
    assert [text for text, ids in zip(others, met(matcher, list(others)), strict=True) if ids] == []
    assert met(matcher, ["59.48.241.22", "59.48.241.229"])[1] == set()


def _is_address(text: str) -> bool:
    try:
        return bool(ipaddress.IPv4Address(text))
    except ValueError:
        return False


def test_every_mail_link_name_path_and_hash_is_met_in_its_own_column(
    matcher: Matcher, values: dict[str, Indicator]
) -> None:
    columns = {Observable.EMAIL: Observable.ACCOUNT}
    for kind in Observable:
        mine = [one for one in values.values() if one.kind is kind]
        texts = [("mailto:" if kind is Observable.EMAIL else "") + one.value for one in mine]
        found = met(matcher, texts, columns.get(kind, kind))
        missed = [
            one.id for one, ids in zip(mine, found, strict=True) if one.id not in {id_ for id_, _ in ids}
        ]
        assert missed == [], kind


def test_no_path_is_met_by_a_longer_component(matcher: Matcher, values: dict[str, Indicator]) -> None:
    paths = [one for one in values.values() if one.kind is Observable.PATH]
    found = met(matcher, [one.value + "_unrelated" for one in paths], Observable.PATH)
    wrong = [one.id for one, ids in zip(paths, found, strict=True) if one.id in {id_ for id_, _ in ids}]
    assert wrong == []


def test_every_list_that_claims_a_value_is_named(matcher: Matcher) -> None:
    (hit,) = matcher.match(pa.array(["http://zougla.news/"]), Observable.URL)
    assert {one.set.rpartition("/")[2] for one in hit.indicators} >= {"cytrox.stix2", "predator.stix2"}


def test_on_an_iphone_android_names_do_not_match(
    sets: list[IndicatorSet], values: dict[str, Indicator]
) -> None:
    ios = compile_sets(sets, platform="ios")
    bundles = [one for each in sets for one in each.indicators if one.kind is Observable.BUNDLE]
    both = {one.value for one in bundles if one.platform != "android"}
    packages = sorted({one.value for one in bundles} - both)
    assert len(packages) > 600
    assert met(ios, packages, Observable.BUNDLE) == [set()] * len(packages)
    for kind in (Observable.CERT_HASH, Observable.FILE_HASH):
        hashes = [one.value for one in values.values() if one.kind is kind]
        assert hashes and all(met(ios, hashes, kind)), "a hash means the same everywhere"

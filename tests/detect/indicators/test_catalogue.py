"""The built-in catalogue and the overlays: data with sources, consistent and applied."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from hoofprint.detect.indicators import builtin, compile_sets, known, normalise
from hoofprint.detect.indicators import load as load_lists
from hoofprint.detect.indicators.catalogue import catalogue
from hoofprint.detect.indicators.gather import Claim
from hoofprint.detect.indicators.load import read
from hoofprint.detect.indicators.overlay import adjusted, overlay
from hoofprint.model import times
from hoofprint.model.indicator import Indicator, IndicatorSet
from hoofprint.model.record import Observable
from tests.detect.indicators.tables import listed

IN_REPORTS_ONLY = {"ip:46.183.184.91"}
"""Values that stand in the text of a report and in none of the public lists: Graphite's server of 2025."""
NEWER = {"built-in: SIO Spyrtacus", "built-in: IPS Intelligence Morpheus"}
"""Lists published after the copies that tests compare with were taken."""


@pytest.fixture(scope="module")
def sets() -> list[IndicatorSet]:
    return builtin()


def one(sets: list[IndicatorSet], id_: str) -> Indicator:
    return next(indicator for each in sets for indicator in each.indicators if indicator.id == id_)


def day(micros: int | None) -> str:
    return times.rfc3339(micros)[:10] if micros else ""


def test_every_set_has_publisher_licence_and_values(sets: list[IndicatorSet]) -> None:
    entries = known.table("catalogue.toml")["set"]
    assert len(entries) == len(sets) == 19
    for entry, each in zip(entries, sets, strict=True):
        assert each.indicators and not each.rejected and not each.repeated
        assert {indicator.source for indicator in each.indicators} == {
            f"{entry['publisher']} ({entry['source']}; {entry['licence']})"
        }
        assert len(each.sha256) == 64


def test_every_row_belongs_to_a_set_and_is_in_normal_form() -> None:
    ids = {entry["id"] for entry in known.table("catalogue.toml")["set"]}
    for cells in known.rows("catalogue.tsv"):
        assert cells[0] in ids
        assert normalise.value(Observable(cells[1]), cells[2]) == (Observable(cells[1]), cells[2])


def test_some_published_facts(sets: list[IndicatorSet]) -> None:
    bh = one(sets, "process:bh")
    assert (bh.campaigns, bh.platform, day(bh.published), bh.notes) == (
        ("Pegasus",),
        "ios",
        "2021-07-18",
        ("short",),
    )
    assert day(one(sets, "email:natalymarinova@proton.me").published) == "2024-01-26"
    assert day(one(sets, "process:payload").published) == "2022-02-11"
    v3 = one(sets, "domain:posta.news")
    assert v3.campaigns == ("Pegasus", "Pegasus version 3") and day(v3.published) == "2018-08-01"
    assert day(v3.valid_until) == "2022-01-01" and v3.notes == ("re-registered",)
    assert one(sets, "profile:76dab334-7e17-475d-a5d6-0794eb5818a5").campaigns == ("Predator",)
    assert one(sets, "path:/private/var/db/com.apple.xpc.roleaccountd.staging/subridged").platform == "ios"
    assert one(sets, "bundle:com.client.appA").platform == "android"


def test_all_names_published_for_pegasus_are_there(sets: list[IndicatorSet]) -> None:
    pegasus = next(each for each in sets if "Pegasus" in each.name)
    kinds = Counter(indicator.kind.value for indicator in pegasus.indicators)
    assert kinds == {"domain": 1439, "process": 81, "email": 29, "path": 1}


def test_the_catalogue_holds_what_the_public_sets_hold(shared: Path, sets: list[IndicatorSet]) -> None:
    """Value by value, from the publishers' own files."""
    ours = {indicator.id for each in catalogue() for indicator in each.indicators}
    for file in sorted((shared / "indicators").rglob("*.stix2")):
        (each,) = read([file])
        assert {indicator.id for indicator in each.indicators} <= ours, file.name


def test_the_catalogue_adds_nothing_to_what_was_published(shared: Path) -> None:
    folders = [shared / "indicators" / name for name in ("amnesty-investigations", "mvt-indicators")]
    published = {indicator.id for each in read(folders) for indicator in each.indicators}
    older = (each for each in catalogue() if each.name not in NEWER)
    ours = {indicator.id for each in older for indicator in each.indicators}
    assert ours - IN_REPORTS_ONLY <= published and ours >= IN_REPORTS_ONLY


@pytest.mark.parametrize(
    "value",
    [
        "/private/var/db/com.apple.xpc.roleaccountd.staging/",
        "com.apple.CrashReporter.plist",
        "com.apple.softwareupdateservicesd.plist",
    ],
)
def test_withdrawn_file_names_are_marked_in_any_list(value: str) -> None:
    after = adjusted(listed("somebody's list", path=[value]))
    assert after.indicators[0].withdrawn and "2021-07" in after.indicators[0].withdrawn


def test_a_withdrawn_folder_is_still_shown(tmp_path: Path) -> None:
    """Withdrawn values are matched, so that a report can say that they support nothing."""
    (tmp_path / "file_paths.txt").write_text("/private/var/db/com.apple.xpc.roleaccountd.staging/\n")
    matcher = compile_sets(load_lists([tmp_path]), platform="ios")
    (hit,) = matcher.match(
        pa.array(["/private/var/db/com.apple.xpc.roleaccountd.staging/exec-1"]), Observable.PATH
    )
    assert hit.indicators[0].withdrawn


def test_platforms_of_known_campaigns() -> None:
    for campaign, platform in (("NoviSpy", "android"), ("Pegasus", "ios"), ("Unheard of", None)):
        after = adjusted(
            listed("list", Claim(campaigns=(campaign,)), bundle=["com.x.y"], domain=["a.example"])
        )
        assert {i.kind: i.platform for i in after.indicators} == {
            Observable.BUNDLE: platform,
            Observable.DOMAIN: None,
        }


def test_a_claimed_end_is_not_moved_later() -> None:
    end = times.moment(datetime(2020, 1, 1))
    after = adjusted(listed("list", Claim(valid_until=end), domain=["posta.news"]))
    assert after.indicators[0].valid_until == end


def test_every_fact_of_the_overlay_has_a_source_and_a_normal_value() -> None:
    table = known.table("overlay.toml")
    for entry in table["claim"]:
        kind = Observable(entry["kind"])
        assert entry["source"] and normalise.value(kind, entry["value"]) == (kind, entry["value"])
        assert set(entry) & {"withdrawn", "valid_until", "note", "reject", "keep"}
    assert all(table[name]["source"] for name in ("vendor", "names", "platforms"))
    assert not overlay().words & overlay().programs


class TestKnown:
    def test_facts_about_the_system(self) -> None:
        assert ("/usr/libexec/BackupAgent", "16.5") in [
            (s.path, s.last) for s in known.processes()["BackupAgent"]
        ]
        assert "/usr/libexec/installd" in known.paths() and "/usr/libexec" in known.folders()
        assert "com.apple.mobilesafari" in known.bundles()
        assert known.names_by_cut()["com.apple.MapKit"].startswith("com.apple.MapKit.")

    def test_tables_are_sorted_and_unique(self) -> None:
        for name in ("ios_processes.tsv", "ios_bundles.tsv", "shared_hosts.tsv"):
            found = [tuple(row) for row in known.rows(name)]
            assert found == sorted(set(found)), name

    def test_public_suffixes(self) -> None:
        suffixes = known.suffixes()
        assert suffixes.is_registry("com") and suffixes.is_registry("co.uk") and suffixes.is_registry("x.ck")
        assert not suffixes.is_registry("www.ck") and not suffixes.is_registry("github.io")
        assert "github.io" in suffixes.shared

    def test_the_data_stays_small(self) -> None:
        assert (
            sum(len(known.DATA.joinpath(file.name).read_bytes()) for file in known.DATA.iterdir()) < 1_500_000
        )

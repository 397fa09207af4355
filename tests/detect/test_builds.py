"""What lists of the system's programs say of a name on a build, and that their data is whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect import builds
from hoofprint.detect.builds import Cover, Standing
from hoofprint.detect.indicators import known
from hoofprint.model.entry import Device


@pytest.mark.parametrize(
    ("name", "on", "standing"),
    [
        ("locationd", "15.3.1", Standing.HERE),
        ("locationd", "", Standing.HERE),
        ("com.apple.datausage.general", "26.2", Standing.HERE),
        ("managedappdistributiond", "15.0", Standing.ELSEWHERE),
        ("BackupAgent", "18.3", Standing.ELSEWHERE),
        ("BackupAgent", "12.4", Standing.HERE),
        ("identityservice", "18.3", Standing.CUT),
        ("com.apple.Safari.SafeBrowsing.Se", "15.3.1", Standing.CUT),
        ("com.apple.Safari.SafeBrowsing.S", "15.3.1", Standing.CUT),
        ("com.apple.Safari.SafeBrowsing", "15.3.1", Standing.NONE),
        ("roleaccountd", "15.3.1", Standing.NONE),
        ("Locationd", "15.3.1", Standing.NONE),
        ("", "", Standing.NONE),
    ],
)
def test_standing(name: str, on: str, standing: Standing) -> None:
    assert builds.stands(name, builds.version(on)).standing is standing


@pytest.mark.parametrize(
    ("on", "build", "cover"),
    [
        ("18.3", "22D63", Cover.EXACT),
        ("18.3", "22D5034e", Cover.AROUND),
        ("17.5.1", "21F90", Cover.AROUND),
        (None, "21F90", Cover.AROUND),
        ("14.4.2", "18D70", Cover.THIN),
        ("27.0", "24A5355q", Cover.THIN),
        (None, None, Cover.THIN),
        ("seventeen", "", Cover.THIN),
    ],
)
def test_cover(on: str | None, build: str | None, cover: Cover) -> None:
    assert builds.cover(Device(os_version=on, build=build)) is cover


def test_the_tables_agree_with_each_other() -> None:
    codes = {row[0] for row in known.rows("ios_inventories.tsv")}
    dated_builds = builds.versions()
    for one in builds.inventories():
        assert one.build in dated_builds and builds.version(dated_builds[one.build]) == one.version
    for name, path, _, _, sources in known.rows("ios_processes.tsv"):
        assert sources, f"{name} {path} has no source"
        stray = set(sources.split(";")) - codes
        assert stray <= {"plaso_netusage", "powerlog2021", "josh15_datausage"}, (name, stray)


def test_days_of_sale_have_sources_and_rise_with_the_generation() -> None:
    rows = list(known.rows("iphone_releases.tsv"))
    assert {source for _, _, source in rows} <= {"endoflife", "press", "recalled"}
    first: dict[int, str] = {}
    for product, day, _ in rows:
        generation = int(product.removeprefix("iPhone").partition(",")[0])
        first[generation] = min(day, first.get(generation, day))
    days = [first[generation] for generation in sorted(first)]
    assert days == sorted(days)


@given(st.text(max_size=40), st.text(alphabet="0123456789.x", max_size=9))
def test_any_name_and_version_have_a_standing(name: str, on: str) -> None:
    found = builds.stands(name, builds.version(on))
    assert (found.standing is Standing.CUT) == bool(found.whole)
    assert not found.whole or (len(name) in builds.LENGTHS and found.whole.startswith(name))


@given(st.sampled_from(sorted(known.names())), st.sampled_from(builds.LENGTHS))
def test_every_name_of_the_system_is_known_cut_off_too(name: str, length: int) -> None:
    assert builds.stands(name, ()).standing is Standing.HERE
    cut = builds.stands(name[:length], ()).standing
    assert cut is (Standing.HERE if name[:length] in known.names() else Standing.CUT)

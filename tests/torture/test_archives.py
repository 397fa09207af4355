"""Items 1 to 26: a phone in a zip, tar or tar.gz that was made to mislead, to escape, to exhaust, or that was cut."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofprint.acquire.errors import CannotOpen
from hoofprint.acquire.open import open_acquisition
from hoofprint.cli.check import examine as refusing
from hoofprint.cli.progress import Silent
from hoofprint.cli.tell import Refused
from hoofprint.pipeline import Options
from tests.torture import archives
from tests.torture.ground import FILES, SMS, Lab, Outcome, heard, not_clean

MINE = SMS.lstrip("/")


@pytest.fixture(scope="session")
def found(ground: Path) -> archives.Files:
    return archives.files(ground / "dump")


@pytest.fixture(scope="session")
def golden(lab: Lab, found: archives.Files, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What the phone gives in a sound zip, which lists no folders."""
    return examined(lab, tmp_path_factory.mktemp("sound"), archives.zipped(found))


@pytest.fixture(scope="session")
def in_tar(lab: Lab, found: archives.Files, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The same in a sound tar, which states times."""
    return examined(lab, tmp_path_factory.mktemp("sound"), archives.tarred(found), "phone.tar")


def examined(lab: Lab, tmp_path: Path, data: bytes, name: str = "phone.zip") -> Outcome:
    inside = tmp_path / "in" / "side"
    inside.mkdir(parents=True)
    (inside / name).write_bytes(data)
    got = lab.check(inside / name)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", name, "side"], "something escaped"
    return got


def same(got: Outcome, golden: Outcome, says: str) -> None:
    """All records of the phone, whatever else the archive holds; the list of files has its own."""
    for name in set(golden.tables) - {FILES}:
        assert got.tables[name].equals(golden.tables[name]), name
    assert got.tables[FILES].num_rows >= golden.tables[FILES].num_rows - 40
    assert got.bounded, (got.seconds, got.waited, got.growth)
    assert says in heard(got, {FILES}), heard(got, {FILES})


ZIPS = [name for name, _, _ in archives.zips({})]
TARS = [name for name, _, _ in archives.tars({})]


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_with_something_bad_beside_the_phone(
    lab: Lab, found: archives.Files, golden: Outcome, tmp_path: Path, name: str
) -> None:
    make, says = next((make, says) for each, make, says in archives.zips(found) if each == name)
    same(examined(lab, tmp_path, make()), golden, says)


@pytest.mark.parametrize("name", TARS)
def test_a_tar_with_something_bad_in_front_of_the_phone(
    lab: Lab, found: archives.Files, in_tar: Outcome, tmp_path: Path, name: str
) -> None:
    make, says = next((make, says) for each, make, says in archives.tars(found) if each == name)
    same(examined(lab, tmp_path, make(), "phone.tar"), in_tar, says)


@pytest.mark.parametrize("first", [False, True])
def test_t004_members_of_one_name_are_all_examined(
    lab: Lab, found: archives.Files, golden: Outcome, tmp_path: Path, first: bool
) -> None:
    """Whichever comes first: one of the two is a database with messages, the other has none."""
    empty = (
        found["private/var/mobile/Library/Calendar/none.db"] if False else b"SQLite format 3\0" + bytes(4080)
    )
    data = archives.zipped(found, lambda archive: archive.writestr(MINE, empty), first)
    got = examined(lab, tmp_path, data)
    line = got.line("ios.messages")
    assert line.rows == golden.line("ios.messages").rows and len(line.files) == 2
    assert got.check("TI-20")[0] == "noted"


def test_t006_and_t008_an_archive_for_two_kinds_of_tools_caps_every_grade(
    lab: Lab, found: archives.Files, golden: Outcome, tmp_path: Path
) -> None:
    for number, make in enumerate((archives.two_names, archives.overlapping)):
        got = examined(lab, tmp_path / str(number), make(found))
        same(got, golden, "TI-21 failed")
        assert got.face.provenance.cap == "G3"


def test_t010_a_count_that_lies(lab: Lab, found: archives.Files, golden: Outcome, tmp_path: Path) -> None:
    whole = archives.zipped(found)
    at = whole.rindex(b"PK\5\6") + 8
    for number, lie in enumerate((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\1\0\1\0")):
        got = examined(lab, tmp_path / str(number), whole[:at] + lie + whole[at + 4 :])
        same(got, golden, "")


def test_t012_an_archive_in_the_comment_of_an_archive_is_told(
    lab: Lab, found: archives.Files, tmp_path: Path
) -> None:
    got = examined(lab, tmp_path, archives.commented(archives.zipped(found)))
    assert got.check("TI-21")[0] == "failed" and got.face.provenance.cap == "G3"


def test_t023_a_stream_that_breaks_off_or_never_ends(
    lab: Lab, found: archives.Files, in_tar: Outcome, tmp_path: Path
) -> None:
    whole = archives.tarred(found)
    packed = archives.gzipped(whole)
    half = len(whole) // 2
    cases = {
        "two": archives.gzipped(whole[:half]) + archives.gzipped(whole[half:]),
        "junk": packed + b"trailing garbage",
        "crc": packed[:-8] + b"\0" * 8,
        "endless": archives.gzipped(whole[:-1024]) + gzip.compress(bytes(200 << 20), 9),
    }
    for name, data in cases.items():
        got = examined(lab, tmp_path / name, data, "phone.tar.gz")
        same(got, in_tar, "")


def cuts(data: bytes, step: int) -> Iterator[tuple[int, bytes]]:
    for percent in range(step, 100, step):
        yield percent, data[: len(data) * percent // 100]


def sizes(lab: Lab, data: bytes, place: Path) -> tuple[dict[str, int], str]:
    """Files an opened archive lists, and why there may be more; empty where it cannot be opened, with the reason."""
    place.write_bytes(data)
    try:
        evidence = open_acquisition(place, lab.pool, lambda: None)
    except CannotOpen as error:
        return {}, str(error)
    rows = evidence.inventory.to_pylist()
    return {row["stored"]: row["size"] for row in rows if row["kind"] == "file"}, evidence.damage


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_t016_and_t024_cut_at_every_percent_nothing_is_lost_in_silence(
    lab: Lab, found: archives.Files, tmp_path: Path, kind: str
) -> None:
    whole = archives.zipped(found) if kind == "zip" else archives.gzipped(archives.tarred(found))
    before: set[str] = set()
    for percent, data in cuts(whole, 1):
        listed, damage = sizes(lab, data, tmp_path / f"phone.{kind}")
        assert damage and "Traceback" not in damage, percent
        assert before <= set(listed) <= set(found), percent
        before = set(listed)
    assert len(before) > len(found) // 2


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_t016_and_t024_a_cut_archive_never_reads_as_clean(
    lab: Lab, found: archives.Files, golden: Outcome, in_tar: Outcome, tmp_path: Path, kind: str
) -> None:
    sound = golden if kind == "zip" else in_tar
    whole = archives.zipped(found) if kind == "zip" else archives.gzipped(archives.tarred(found))
    for percent, data in cuts(whole, 23):
        try:
            got = examined(lab, tmp_path / str(percent), data, f"phone.{kind}")
        except CannotOpen as error:
            assert percent < 30 and len(str(error)) > 20
            continue
        not_clean(got)
        assert got.line(FILES).status == "partial" and "incomplete" in got.line(FILES).reason
        for name in set(got.tables) - {FILES}:
            line = got.line(name)
            if line.status == "read" and len(line.files) == len(sound.line(name).files):
                assert got.tables[name].equals(sound.tables[name]), name


def test_t025_what_is_no_acquisition_is_refused_in_words(lab: Lab, tmp_path: Path) -> None:
    (tmp_path / "x.zip").mkdir()
    (tmp_path / "page.tar.gz").write_bytes(b"<html>" * 300)
    (tmp_path / "empty.zip").write_bytes(b"")
    (tmp_path / "bomb.zip").write_bytes(gzip.compress(gzip.compress(bytes(1 << 20))))
    for path in tmp_path.iterdir():
        with pytest.raises(Refused) as refused:
            refusing([path], Options(case=tmp_path / "case"), lambda _: None, Silent())
        assert refused.value.exit_code == 3 or refused.value.code == 3
        assert path.name in refused.value.message and len(refused.value.message) > 30
        assert not (tmp_path / "case").exists()

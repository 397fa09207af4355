"""A sysdiagnose: what its files were on the phone, what its name says, and that nothing else is taken for one."""

import io
import tarfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from hoofprint.acquire import sysdiagnose
from hoofprint.acquire.evidence import Evidence
from hoofprint.formats.source import blocks
from hoofprint.workers.pool import Pool
from tests.acquire.phones import content, opened, pool, tarred, zipped
from tests.artifacts.fixtures import HERE

__all__ = ["pool"]
TOP = "sysdiagnose_2024.05.01_10-30-00+0200_iPhone-OS_iPhone_21E219"
STATE = (HERE / "ios.device_state" / "ios15.txt").read_bytes()
FILES = {
    "sysdiagnose.log": b"",
    "remotectl_dumpstate.txt": STATE,
    "system_logs.logarchive/Extra/shutdown.0.log": b"x",
    "logs/MCState/Shared/profile-1.stub": b"y",
    "logs/Accessibility/TCC.db": b"z",
    "logs/Accessibility/TCC.db-wal": b"",
    "errors/whatever.txt": b"",
}
PROFILE = (
    "containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles"
)
PLACED = {
    "/@sysdiagnose/errors/whatever.txt",
    "/@sysdiagnose/remotectl_dumpstate.txt",
    "/@sysdiagnose/sysdiagnose.log",
    f"/private/var/{PROFILE}/profile-1.stub",
    "/private/var/db/diagnostics/shutdown.0.log",
    "/private/var/mobile/Library/TCC/TCC.db",
    "/private/var/mobile/Library/TCC/TCC.db-wal",
}


def archive(path: Path, prefix: str = f"{TOP}/") -> Path:
    with tarfile.open(path, "w:gz") as made:
        for name, data in FILES.items():
            member = tarfile.TarInfo(prefix + name)
            member.size = len(data)
            made.addfile(member, io.BytesIO(data))
    return path


def files(evidence: Evidence) -> set[str]:
    return {str(row["path"]) for row in evidence.entries(["/**"]) if row["kind"] == "file"}


@pytest.mark.parametrize("prefix", [f"{TOP}/", ""])
def test_copies_stand_where_the_phone_had_them(tmp_path: Path, pool: Pool, prefix: str) -> None:
    evidence = opened(archive(tmp_path / f"{TOP}.tar.gz", prefix), pool)
    assert (evidence.kind, files(evidence)) == ("ios_sysdiagnose", PLACED)
    assert content(evidence, "/private/var/db/diagnostics/shutdown.0.log") == b"x"
    device = evidence.device
    assert (device.product, device.os_version, device.build) == ("iPhone10,4", "15.7", "19H12")
    assert (device.zone, device.backup_time) == ("+02:00", 1_714_552_200_000_000)


def test_an_unpacked_one_says_the_same(tmp_path: Path, pool: Pool) -> None:
    with tarfile.open(archive(tmp_path / "given.tar.gz")) as made:
        made.extractall(tmp_path / "unpacked", filter="data")
    inside, above = (opened(tmp_path / "unpacked" / name, pool) for name in (TOP, ""))
    assert files(inside) == files(above) == PLACED
    assert inside.device == above.device == opened(tmp_path / "given.tar.gz", pool).device


@pytest.mark.parametrize(
    ("name", "time", "zone", "build"),
    [
        (f"{TOP}.tar.gz", 1_714_552_200_000_000, "+02:00", "21E219"),
        (f"IN_PROGRESS_{TOP.replace('+0200', '-0330')}", 1_714_572_000_000_000, "-03:30", "21E219"),
        ("sysdiagnose_2024.13.01_10-30-00+0200_iPhone-OS_iPhone_21E219", None, None, "21E219"),
        ("logs.tar.gz", None, None, None),
    ],
)  # fmt: skip
def test_the_name_says_when_and_which_build(
    name: str, time: int | None, zone: str | None, build: str | None
) -> None:
    assert sysdiagnose.made(name) == sysdiagnose.Made(time, zone, build)


def test_a_dump_with_such_a_file_beside_it_stays_a_dump(tmp_path: Path, pool: Pool) -> None:
    for name in ("private/var/mobile/Library/SMS/sms.db", "sysdiagnose.log"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert opened(tmp_path, pool).kind == "ios_filesystem"


LIVE = "private/var/mobile/Library/TCC/TCC.db"
KEPT = f"private/var/mobile/Library/Logs/CrashReporter/DiagnosticLogs/sysdiagnose/{TOP}.tar.gz"


@pytest.mark.parametrize("wrap", ["", "zip", "tar.gz"])
def test_one_that_lies_in_a_dump_is_looked_into(tmp_path: Path, pool: Pool, wrap: str) -> None:
    """Its files stand apart from those of the phone, with their own logs beside them, and are found like those."""
    phone = tmp_path / "phone"
    (phone / KEPT).parent.mkdir(parents=True)
    archive(phone / KEPT)
    (phone / LIVE).parent.mkdir(parents=True)
    (phone / LIVE).write_bytes(b"today")
    (phone / f"{KEPT.replace('_2024', '_2023')}").write_bytes(b"no archive")
    if wrap == "zip":
        zipped(phone, tmp_path / "dump.zip", "")
    elif wrap:
        tarred(phone, tmp_path / "dump.tar.gz", "", "w:gz")
    evidence = opened(tmp_path / f"dump.{wrap}" if wrap else phone, pool)
    inside = f"/@inside/{TOP}"
    assert {path for path in files(evidence) if path.startswith("/@inside")} == {
        inside + path for path in PLACED
    }
    found = evidence.find([f"/{LIVE}"])
    assert [one.path for one in found] == [f"{inside}/{LIVE}", f"/{LIVE}"]
    assert content(evidence, f"{inside}/{LIVE}") == b"z"
    with ExitStack() as stack:
        assert b"".join(blocks(evidence.open(found[1], stack))) == b"today"
        assert [set(evidence.sides(one, stack)) for one in found] == [{"wal"}, set()]
    assert any("sysdiagnose_2023" in note for note in evidence.notes), "what cannot be read is said"

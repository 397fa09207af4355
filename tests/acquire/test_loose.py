"""Single logs, copied off a phone: each stands where the phone had it, and nothing else is taken for them."""

from pathlib import Path

import pytest

from hoofprint.acquire.errors import CannotOpen
from hoofprint.workers.pool import Pool
from tests.acquire.phones import content, opened, pool, tarred, zipped

__all__ = ["pool"]
FILES = {
    "a.ips": "/private/var/mobile/Library/Logs/CrashReporter/a.ips",
    "Retired/a.ips.synced": "/private/var/mobile/Library/Logs/CrashReporter/Retired/a.ips.synced",
    "x/shutdown.0.log": "/private/var/db/diagnostics/x/shutdown.0.log",
    "App_Privacy_Report_v4_2022-01-01.ndjson": "/@logs/privacy/App_Privacy_Report_v4_2022-01-01.ndjson",
    "notes.txt": "/@logs/notes.txt",
    "eclipse.log": "/@logs/eclipse.log",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "logs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "logs"


@pytest.mark.parametrize("wrap", ["folder", "zip", "tar.gz"])
def test_each_stands_where_the_phone_had_it(folder: Path, tmp_path: Path, pool: Pool, wrap: str) -> None:
    given = folder
    if wrap == "zip":
        given = zipped(folder, tmp_path / "logs.zip")
    elif wrap == "tar.gz":
        given = tarred(folder, tmp_path / "logs.tar.gz", "", "w:gz")
    evidence = opened(given, pool)
    found = {row["stored"]: row["path"] for row in evidence.entries(["/**"]) if row["kind"] == "file"}
    assert (evidence.kind, found) == ("ios_logs", FILES)
    assert {content(evidence, path).decode() for path in FILES.values()} == set(FILES)


@pytest.mark.parametrize("name", ["ips", "shutdown.txt", "my.ndjson", "x.ips.txt"])
def test_other_files_are_no_logs(tmp_path: Path, pool: Pool, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(CannotOpen, match="neither an iPhone backup"):
        opened(tmp_path, pool)


def test_one_log_alone_is_told_what_to_do(folder: Path, pool: Pool) -> None:
    with pytest.raises(CannotOpen, match="folder of its own"):
        opened(folder / "a.ips", pool)

"""Names, lines and blobs that artifacts take apart themselves: any input gives a status, what was written is read."""

import plistlib
import struct
from collections import Counter
from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hoofprint.artifacts.dates import dated, iso_time
from hoofprint.artifacts.ios.web_storage import origin
from hoofprint.artifacts.registry import artifacts
from hoofprint.artifacts.sessions import addresses
from hoofprint.artifacts.settings import leaves, text
from hoofprint.artifacts.shapes import daemon, served
from hoofprint.formats.source import BytesSource
from hoofprint.model.coverage import Status
from hoofprint.model.entry import FileEntry
from hoofprint.workers.file import File
from tests.artifacts.fixtures import Outcome, run

HOSTS = st.from_regex(r"[a-z0-9_-]{1,12}(\.[a-z0-9-]{1,12}){0,3}", fullmatch=True)
PORTS = st.integers(1, 65535) | st.none()
PLIST_VALUES = st.recursive(
    st.text(max_size=20)
    | st.integers(-(2**60), 2**60)
    | st.binary(max_size=20)
    | st.booleans()
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def parsed(artifact: str, data: bytes) -> Outcome:
    declared = artifacts()[artifact]
    outcome = run(declared, File(declared.patterns[0], BytesSource(data)))
    assert not outcome.done.reason.startswith("the parser stopped"), outcome.done.reason
    return outcome


def webkit_text(value: str, wide: bool = False) -> bytes:
    body = value.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<IB", len(value), not wide) + body


def webkit_origin(scheme: str, host: str, port: int | None, wide: bool = False) -> bytes:
    end = b"\0" if port is None else b"\1" + struct.pack("<H", port)
    return webkit_text(scheme) + webkit_text(host, wide) + end


@given(st.binary(max_size=200))
@example(b"\xff\xff\xff\xff" * 2 + b"\0" + b"\xff\xff\xff\xff" * 2 + b"\0")
@example(b"\xfe\xff\xff\xff\x01")
def test_any_bytes_as_an_origin_file(data: bytes) -> None:
    outcome = parsed("ios.web_origins", data)
    assert outcome.done.status in (Status.READ, Status.FAILED) and (outcome.rows or outcome.done.reason)


@given(HOSTS, PORTS, HOSTS, PORTS, st.booleans())
def test_an_origin_file_is_read_as_webkit_writes_it(
    page: str, page_port: int | None, host: str, port: int | None, wide: bool
) -> None:
    data = webkit_origin("https", page, page_port) + webkit_origin("http", host, port, wide)
    (row,) = parsed("ios.web_origins", data).rows
    assert (row["page_host"], row.get("page_port"), row["host"], row.get("port")) == (
        page,
        page_port,
        host,
        port,
    )
    assert row["origin"] == f"http://{host}" + (f":{port}" if port else "")


@given(st.text(max_size=60))
@example("https__0")
@example("https_a_99999999")
def test_any_folder_name_is_an_origin_or_none(name: str) -> None:
    for path in (f"/private/var/mobile/x/IndexedDB/{name}", name, ""):
        made = artifacts()["ios.web_storage"].from_entries
        assert made is not None and (
            made(FileEntry(path=path)) is None or origin(name.split("/")[-1]) is not None
        )


@given(HOSTS, PORTS)
def test_a_folder_name_says_its_origin(host: str, port: int | None) -> None:
    expected = (f"https://{host}" + (f":{port}" if port else ""), host, port)
    assert origin(f"https_{quote(host, safe='')}_{port or 0}") == expected


@given(
    st.lists(
        st.sampled_from(
            ["After 1.5s, these clients are still here:", "SIGTERM: [1566307200] x", "SIGTERM: @"]
        )
        | st.from_regex(r"\t\tremaining client pid: \d{1,12} \(/[a-z/]{0,20}\)", fullmatch=True)
        | st.text(max_size=30)
    )
)
def test_every_named_client_of_a_shutdown_log_is_kept(lines: list[str]) -> None:
    data = "\n".join(line.replace("\n", " ") for line in lines).encode(errors="replace")
    outcome = parsed("ios.shutdown_log", data)
    assert len(outcome.rows) == sum(line.startswith("\t\tremaining client pid: ") for line in lines)


@given(st.binary(max_size=300))
def test_any_bytes_as_a_tab_session(data: bytes) -> None:
    assert addresses(data) is None or isinstance(addresses(data), list)


@given(
    st.lists(st.text(min_size=1, max_size=20, alphabet=st.characters(codec="utf-8")), max_size=5),
    st.booleans(),
)
def test_a_tab_session_gives_each_address_once(urls: list[str], nested: bool) -> None:
    held: dict[str, Any] = {
        "SessionHistory": {"SessionHistoryEntries": [{"SessionHistoryEntryURL": u} for u in urls]}
    }
    blob = b"\0\0\0\2" + plistlib.dumps({"SessionState": held} if nested else held, fmt=plistlib.FMT_BINARY)
    assert addresses(blob) == list(dict.fromkeys(urls))


@given(PLIST_VALUES)
def test_any_setting_is_shown_as_text(value: Any) -> None:
    shown = list(leaves({"key": value}))
    assert shown and all(key.startswith("key") and isinstance(text(leaf), str) for key, leaf in shown)


def test_settings_nested_without_end_stop_at_a_depth() -> None:
    value: Any = "deep"
    for _ in range(2_000):
        value = {"a": value}
    ((_, leaf),) = leaves(value)
    assert text(leaf) == "..."


@pytest.mark.parametrize(
    ("name", "process", "bundle"),
    [
        ("nsurlsessiond/com.example.app", "nsurlsessiond", "com.example.app"),
        ("bh", None, None),
        ("/usr/libexec/x", None, None),
        ("x/", None, None),
        ("a/b/c", "a", "b/c"),
    ],
)
def test_a_process_joined_to_a_bundle_is_taken_apart(
    name: str, process: str | None, bundle: str | None
) -> None:
    assert (daemon(name), served(name)) == (process, bundle)


@pytest.mark.parametrize(
    ("stored", "micros"),
    [
        ("2019-08-20T13:20:00Z", 1566307200000000),
        ("2019-08-20 13:20:00", 1566307200000000),
        ("2019-08-20T15:20:00+02:00", 1566307200000000),
        (datetime(2019, 8, 20, 13, 20), 1566307200000000),
        ("20 August", None),
        ("0001-01-01T00:00:00+14:00", None),
        (b"2019", None),
    ],
)
def test_written_times(stored: object, micros: int | None) -> None:
    notes: Counter[str] = Counter()
    assert iso_time(stored) == dated(notes, "time", stored, iso_time) == micros
    assert notes == ({} if micros else {"time: no time": 1})

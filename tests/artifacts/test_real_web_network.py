"""Artifacts of web, network and configuration on real files: what their sources state of them holds, row for row.

The facts stand in `EXPECTED.jsonl` beside the files, taken from other tools or plain queries; nothing is copied here
that could be read there.
"""

import hashlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.formats.source import FdSource
from hoofprint.model.coverage import Status
from hoofprint.workers.file import File
from tests.artifacts.fixtures import Outcome, run

JOSH = "ios_fs_josh15"
BELKASOFT = "ios_fs_belkasoft16"
Read = Callable[..., Outcome]
Fact = Callable[[str, str], Any]


@pytest.fixture(scope="module")
def real(shared: Path) -> Path:
    return shared / "real"


@pytest.fixture(scope="module")
def fact(real: Path) -> Fact:
    """A stated fact: by file, and by how its description begins."""
    lines = [json.loads(line) for line in (real / "EXPECTED.jsonl").read_text().splitlines()]

    def find(path: str, begins: str) -> Any:
        (one,) = [line["value"] for line in lines if line["path"] == path and line["fact"].startswith(begins)]
        return one

    return find


@pytest.fixture
def read(real: Path) -> Iterator[Read]:
    """Parses a real file with its log beside it, in this process, and checks that nothing of it has changed."""
    fds: list[int] = []
    before: dict[Path, str] = {}

    def source(path: Path) -> FdSource:
        before[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        fds.append(os.open(path, os.O_RDONLY))
        return FdSource(fds[-1])

    def parse(artifact: str, path: str) -> Outcome:
        whole = real / path
        sides = {"wal": source(Path(f"{whole}-wal"))} if Path(f"{whole}-wal").exists() else {}
        file = File("/" + path.partition("/")[2], source(whole), stored=path, **sides)
        return run(artifacts()[artifact], file)

    yield parse
    for fd in fds:
        os.close(fd)
    for path, digest in before.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, f"{path} was changed"


USAGE = f"{JOSH}/private/var/wireless/Library/Databases/DataUsage.sqlite"


def test_network_use_is_that_of_the_source(read: Read, fact: Fact) -> None:
    outcome = read("ios.data_usage", USAGE)
    counts = fact(USAGE, "row counts per table")
    assert (outcome.done.status, len(outcome.rows)) == (Status.READ, counts["ZLIVEUSAGE"]) == ("read", 887)
    first = min(outcome.rows, key=lambda row: row["_row"])
    assert (first["process"], first["since"]) == ("CumulativeUsageTracker", "2023-04-11T14:45:15.450549Z")
    assert (first["wwan_in"], first["wwan_out"]) == (1185814689, 150)
    times = [row["since"] for row in outcome.rows if "since" in row]
    assert [min(times), max(times)] == fact(USAGE, "ZLIVEUSAGE.ZTIMESTAMP first and last")
    missing = [row for row in outcome.rows if "process_row" not in row]
    assert [[len(missing)]] == fact(USAGE, "usage rows whose process is missing")
    assert {"mDNSResponder/com.apple.MobileSMS"} <= {row["process"] for row in outcome.rows}


def test_sums_per_process_are_those_of_a_plain_query(read: Read, fact: Fact) -> None:
    rows = read("ios.data_usage", USAGE).rows
    sent: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sent[row["process"], row.get("bundle", "")] += row["wwan_out"]
    stated = [
        (name, bundle, int(total)) for name, bundle, total in fact(USAGE, "top 10 by cellular bytes out")
    ]
    assert [(*names, total) for names, total in sent.most_common(10)] == stated


def test_processes_are_those_of_the_source(read: Read, fact: Fact) -> None:
    rows = read("ios.data_usage_processes", USAGE).rows
    assert len(rows) == fact(USAGE, "row counts per table")["ZPROCESS"] == 371
    assert [[len({row["process"] for row in rows})]] == fact(USAGE, "distinct process names")
    assert [[row["process"]] for row in rows if "bundle" not in row] == fact(
        USAGE, "processes without a bundle name"
    )
    for field, column in (("first", "ZFIRSTTIMESTAMP"), ("last", "ZTIMESTAMP")):
        times = [row[field] for row in rows if field in row]
        assert [min(times), max(times)] == fact(USAGE, f"ZPROCESS.{column} first and last")
    used = {row.get("process_row") for row in read("ios.data_usage", USAGE).rows}
    assert [[sum(row["_row"] not in used for row in rows)]] == fact(USAGE, "processes without any usage row")


def test_safari_history_has_every_visit_with_its_redirects(read: Read, fact: Fact) -> None:
    path = "browser/safari_History.db"
    outcome = read("ios.safari_history", path)
    assert (outcome.done.status, outcome.done.oddities, len(outcome.rows)) == (Status.READ, {}, 25)
    shown = sorted(
        (
            [row["url"], row["time"], row.get("redirect_source"), row.get("redirect_destination")]
            for row in outcome.rows
        ),
        key=lambda row: row[1],
    )
    assert shown == fact(path, "visits")
    by_id = {row["visit"]: row for row in outcome.rows}
    chained = [row for row in outcome.rows if "redirect_source" in row]
    assert chained
    for row in chained:
        assert row["redirected_from_url"] == by_id[row["redirect_source"]]["url"]
    deletions = read("ios.safari_history_deletions", path)
    assert len(deletions.rows) == fact(path, "row counts per table")["history_tombstones"] == 6
    assert [(row["everything"], "start" in row) for row in deletions.rows] == 2 * [(False, True)] + 4 * [
        (True, False)
    ]
    items = fact(path, "row counts per table")["history_items"]
    left = len({row["item"] for row in outcome.rows})
    assert len(read("ios.safari_history_items", path).rows) == items - left


@pytest.mark.parametrize("name", ["chrome_History-58.0.3029.96", "chrome_History_2011"])
def test_chrome_history_of_two_generations(read: Read, fact: Fact, name: str) -> None:
    path = f"browser/{name}"
    outcome = read("ios.chrome_history", path)
    assert outcome.done.status is Status.READ
    assert len(outcome.rows) == fact(path, "row counts per table")["visits"]
    times = [row["time"] for row in outcome.rows]
    assert [min(times), max(times)] == fact(path, "visits.visit_time first and last")
    assert all("url" in row for row in outcome.rows)


def test_firefox_places_of_a_desktop(read: Read, fact: Fact) -> None:
    path = "browser/firefox_places.sqlite"
    (row,) = read("ios.firefox_places", path).rows
    assert [row["time"]] * 2 == fact(path, "moz_historyvisits.visit_date first and last")
    assert row["url"].startswith("http")


@pytest.mark.parametrize(
    "path",
    [
        f"{JOSH}/private/var/mobile/Containers/Data/Application/43637BC0-E3FA-4375-9A56-B85713075C0D/Library/Caches/"
        "com.adhoclabs.burner/Cache.db",
        f"{JOSH}/private/var/mobile/Containers/Data/Application/FC296D69-95CC-448D-8C8B-BBCFADD48A2F/Library/Caches/"
        "com.hammerandchisel.discord/Cache.db",
    ],
    ids=["burner", "discord"],
)
def test_http_caches_with_rows_only_the_log_has(real: Path, read: Read, fact: Fact, path: str) -> None:
    outcome = read("ios.url_cache", path)
    assert outcome.done.status is Status.READ
    assert set(outcome.done.oddities) <= {"deleted row fits several tables"}
    rows = sorted(outcome.rows, key=lambda row: row["entry"])
    stated = fact(path, "cached URLs with time")
    assert [[row["url"], row["time"][:19].replace("T", " ")] for row in rows] == stated
    with closing(sqlite3.connect(f"file:{real / path}?immutable=1", uri=True)) as alone:
        before = {row for (row,) in alone.execute("SELECT entry_ID FROM cfurl_cache_response")}
    late = {row["entry"] for row in rows if row["_origin"] == "wal"}
    assert late == {row["entry"] for row in rows} - before, (
        "what the log changed in other rows is not read here"
    )
    assert fact(path, "tables whose row count differs")["cfurl_cache_response"] == [len(before), len(rows)]
    assert [[sum(row.get("body_in_file", False) for row in rows)]] == fact(
        path, "bodies stored in fsCachedData"
    )
    assert all(100 <= row["status"] < 600 and row["method"] for row in rows)


@pytest.mark.parametrize("phone", [JOSH, BELKASOFT])
def test_accounts_are_those_of_a_plain_query(read: Read, fact: Fact, phone: str) -> None:
    path = f"{phone}/private/var/mobile/Library/Accounts/Accounts3.sqlite"
    rows = read("ios.accounts", path).rows
    shown = [[row.get("username"), row.get("type"), row.get("owner"), row.get("created")] for row in rows]
    assert shown == fact(path, "accounts: username")
    assert len(rows) == fact(path, "row counts per table")["ZACCOUNT"]


@pytest.mark.parametrize("phone", [JOSH, BELKASOFT])
def test_known_networks(read: Read, fact: Fact, phone: str) -> None:
    path = f"{phone}/private/var/preferences/com.apple.wifi.known-networks.plist"
    rows = read("ios.known_networks", path).rows
    shown = [
        [row["_key"], row["ssid"], row["added"], row["updated"], len(row["access_points"])] for row in rows
    ]
    stated = [
        [key, ssid, added, updated, count]
        for key, ssid, added, updated, count in fact(path, "known networks")
    ]
    assert sorted(shown) == sorted([k, s, moment(a), moment(u), n] for k, s, a, u, n in stated)


def moment(stated: str) -> str:
    """`2023-04-15 13:53:47.476017` as records show it."""
    whole, _, rest = stated.replace(" ", "T").partition(".")
    return f"{whole}.{rest or 0:0<6}Z"


def test_backups_the_phone_noted(read: Read, fact: Fact) -> None:
    path = f"{JOSH}/private/var/mobile/Library/Preferences/com.apple.MobileBackup.plist"
    rows, stated = read("ios.backup_events", path).rows, fact(path, "values stated")
    dated = [row for row in rows if row["event"] in ("enabled", "ended")]
    assert f"{len(dated)} events" in stated
    first = {row["event"]: row["time"][:19] for row in reversed(rows)}
    assert f"enabled {first['enabled']}Z" in stated and f"succeeded {first['ended']}Z" in stated


def test_the_sim_card(read: Read, fact: Fact) -> None:
    path = f"{JOSH}/private/var/wireless/Library/Preferences/com.apple.commcenter.data.plist"
    rows, stated = read("ios.sim_cards", path).rows, fact(path, "values stated")
    assert f"{len(rows)} SIM" in stated and rows[0]["inserted"]
    assert f"number {rows[0]['number']}" in stated and f"last used {rows[0]['last_used'][:19]}Z" in stated


def test_permissions_in_the_form_before_auth_value(read: Read, fact: Fact) -> None:
    path = "other_apple/macos/TCC-test.db"
    outcome = read("ios.tcc", path)
    decided = {"denied": 0, "allowed": 1}
    shown = [
        [
            row["service"],
            row["client"],
            int(row["client_type"] != "bundle id"),
            decided[row["decision"]],
            row["changed"],
        ]
        for row in outcome.rows
    ]
    assert shown == fact(path, "grants")
    assert outcome.done.status is Status.READ

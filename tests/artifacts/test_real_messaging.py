"""Messaging and identity on files of real phones: every fact written down beside them holds, log applied or not."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hoofprint.artifacts import imessage
from hoofprint.artifacts.registry import artifacts
from hoofprint.formats.source import FdSource
from hoofprint.model.coverage import Status
from hoofprint.workers.file import File
from tests.artifacts.fixtures import Outcome, run

WHATSAPP = "ios_fs_josh15/private/var/mobile/Containers/Shared/AppGroup/694FBBC5-2E69-480A-A25B-FF8CC038BEF8"
MAC = "other_apple/macos/imessage_chat.db"
CONTACTS = "private/var/mobile/Library/AddressBook/AddressBook.sqlitedb"
TABLES = {
    "ios.whatsapp_messages": (f"{WHATSAPP}/ChatStorage.sqlite", "ZWAMESSAGE"),
    "ios.whatsapp_media": (f"{WHATSAPP}/ChatStorage.sqlite", "ZWAMEDIAITEM"),
    "ios.whatsapp_links": (f"{WHATSAPP}/ChatStorage.sqlite", "ZWAMESSAGEDATAITEM"),
    "ios.whatsapp_chats": (f"{WHATSAPP}/ChatStorage.sqlite", "ZWACHATSESSION"),
    "ios.whatsapp_profiles": (f"{WHATSAPP}/ChatStorage.sqlite", "ZWAPROFILEPICTUREITEM"),
    "ios.whatsapp_contacts": (f"{WHATSAPP}/ContactsV2.sqlite", "ZWAADDRESSBOOKCONTACT"),
    "ios.whatsapp_calls": (f"{WHATSAPP}/CallHistory.sqlite", "ZWACDCALLEVENT"),
    "ios.contacts": (f"ios_fs_josh15/{CONTACTS}", "ABPerson"),
    "ios.contact_values": (f"ios_fs_josh15/{CONTACTS}", "ABMultiValue"),
}


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, dict[str, object]]:
    """Path -> fact -> value, as the authors of the real set measured them."""
    found: dict[str, dict[str, object]] = {}
    for line in (shared / "real" / "EXPECTED.jsonl").read_text().splitlines():
        one = json.loads(line)
        found.setdefault(one["path"], {})[one["fact"]] = one["value"]
    return found


@contextmanager
def opened(real: Path, path: str, *, wal: bool = True) -> Iterator[File]:
    """The file and its log as sources over descriptors that can only read."""
    names = [real / path] + ([log] if wal and (log := real / f"{path}-wal").exists() else [])
    fds = [os.open(name, os.O_RDONLY) for name in names]
    try:
        sides = {"wal": FdSource(fds[1])} if fds[1:] else {}
        yield File("/" + path.partition("/")[2], FdSource(fds[0]), stored=path, **sides)
    finally:
        for fd in fds:
            os.close(fd)


def parsed(shared: Path, name: str, path: str, *, wal: bool = True) -> Outcome:
    with opened(shared / "real", path, wal=wal) as file:
        return run(artifacts()[name], file)


@pytest.mark.parametrize("name", TABLES)
def test_one_record_for_each_row(
    name: str, shared: Path, facts: dict[str, dict[str, dict[str, int]]]
) -> None:
    path, table = TABLES[name]
    counts = (
        facts[path].get("row counts per table") or facts[path]["row counts per table with the -wal applied"]
    )
    outcome = parsed(shared, name, path)
    assert len(outcome.rows) == counts[table]
    assert {row["_table"] for row in outcome.rows} <= {table}
    assert outcome.done.status is (Status.READ if outcome.rows else Status.EMPTY), outcome.done
    assert outcome.done.oddities == {}


@pytest.mark.parametrize(
    ("name", "column", "fact"),
    [
        ("ios.whatsapp_messages", "date", "ZWAMESSAGE.ZMESSAGEDATE first and last (UTC)"),
        ("ios.whatsapp_calls", "date", "ZWACDCALLEVENT.ZDATE first and last (UTC)"),
        ("ios.whatsapp_calls", "listed", "ZWAAGGREGATECALLEVENT.ZFIRSTDATE first and last (UTC)"),
    ],
)
def test_first_and_last_times(
    name: str, column: str, fact: str, shared: Path, facts: dict[str, dict[str, list[str]]]
) -> None:
    path, _ = TABLES[name]
    times = [row[column] for row in parsed(shared, name, path).rows]
    assert [min(times), max(times)] == facts[path][fact]


def test_no_message_of_this_phone_holds_a_link(shared: Path, facts: dict[str, dict[str, list[str]]]) -> None:
    path, _ = TABLES["ios.whatsapp_messages"]
    rows = parsed(shared, "ios.whatsapp_messages", path).rows
    assert [row["_row"] for row in rows if "http" in row.get("text", "")] == facts[path][
        "messages that hold a URL"
    ]


def test_direction_and_parties_of_whatsapp_messages(shared: Path) -> None:
    rows = parsed(shared, "ios.whatsapp_messages", TABLES["ios.whatsapp_messages"][0]).rows
    by_row = {row["_row"]: row for row in rows}
    assert by_row[12]["direction"] == "outgoing" and by_row[12]["target"] == "19198887386@s.whatsapp.net"
    assert by_row[13]["direction"] == "incoming" and by_row[13]["sender"] == "19198887386@s.whatsapp.net"
    assert by_row[1]["chat"] == by_row[1]["source"] == "120363044520422953@g.us"
    assert 28 not in by_row, "the row that is missing on this phone"


def test_groups_and_their_members(shared: Path, facts: dict[str, dict[str, dict[str, int]]]) -> None:
    path, _ = TABLES["ios.whatsapp_chats"]
    counts = facts[path]["row counts per table"]
    rows = parsed(shared, "ios.whatsapp_chats", path).rows
    assert sum(len(row.get("members", [])) for row in rows) == counts["ZWAGROUPMEMBER"]
    assert sum("created" in row for row in rows) == counts["ZWAGROUPINFO"]


def test_media_of_whatsapp(shared: Path) -> None:
    rows = {
        row["_row"]: row for row in parsed(shared, "ios.whatsapp_media", TABLES["ios.whatsapp_media"][0]).rows
    }
    assert rows[2]["url"].startswith("https://mmg.whatsapp.net/o1/v/")
    assert rows[2]["path"].endswith("/d041d159-fd7d-4abb-9192-0e97c10ddb00.jpg")
    assert rows[2]["message"] == 21


def test_direction_of_whatsapp_calls(shared: Path) -> None:
    rows = parsed(shared, "ios.whatsapp_calls", TABLES["ios.whatsapp_calls"][0]).rows
    assert [row["incoming"] for row in rows] == [False, True, False, True]
    assert [row["video"] for row in rows] == [False, False, True, True]
    assert {party for row in rows for party in row["participants"]} == {"19198887386@s.whatsapp.net"}


def test_the_log_of_the_address_book_is_applied(shared: Path) -> None:
    """All of this phone's cards stand only in the log: the main file alone has not even the tables."""
    path = f"ios_fs_belkasoft16/{CONTACTS}"
    with_log = parsed(shared, "ios.contacts", path)
    assert [row["_origin"] for row in with_log.rows] == ["wal"]
    assert len(parsed(shared, "ios.contact_values", path).rows) == 1
    without = parsed(shared, "ios.contacts", path, wal=False)
    assert without.rows == []
    assert without.done.status in (Status.UNKNOWN_SCHEMA, Status.FAILED)


def test_values_of_the_address_book(shared: Path) -> None:
    rows = parsed(shared, "ios.contact_values", TABLES["ios.contact_values"][0]).rows
    assert Counter(row["kind"] for row in rows) == {"phone": 7, "email": 4, "address": 1, "url": 1}
    assert all(("account" in row) != ("value" in row) for row in rows if row["kind"] != "address")
    (address,) = [row for row in rows if row["kind"] == "address"]
    assert "Cupertino" in address["entries"]


def test_messages_of_a_real_message_database(
    shared: Path, facts: dict[str, dict[str, list[list[object]]]]
) -> None:
    """From a Mac of 2015: the same tables as a phone's, with fewer columns and times in seconds."""
    outcome = parsed(shared, "ios.messages", MAC)
    direction = {0: "incoming", 1: "outgoing"}
    expected = {row: (party, direction[sent], *rest) for row, party, sent, *rest in facts[MAC]["messages"]}
    found = {
        row["_row"]: (row["handle"], row["direction"], row["service"], row["date"], row.get("text"))
        for row in outcome.rows
    }
    assert found == expected
    assert all("chat" in row for row in outcome.rows)
    assert outcome.done.status is Status.READ
    assert "payload_data" in outcome.done.missing, "columns that iOS 9 and this file lack are recorded"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("ios.message_attachments", "attachment"),
        ("ios.message_handles", "handle"),
        ("ios.message_chats", "chat"),
    ],
)
def test_what_belongs_to_messages(
    name: str, table: str, shared: Path, facts: dict[str, dict[str, dict[str, int]]]
) -> None:
    assert len(parsed(shared, name, MAC).rows) == facts[MAC]["row counts per table"][table]


@pytest.mark.parametrize(
    "path", ["url_message/URL", "url_message/Twitter", "shared_placemark/SharedPlacemark"]
)
def test_links_of_real_payloads(path: str, shared: Path, facts: dict[str, dict[str, list[str]]]) -> None:
    path = f"imessage_payloads/{path}.plist"
    found = imessage.payload_links((shared / "real" / path).read_bytes())
    assert set(found) == set(facts[path]["URL strings"])

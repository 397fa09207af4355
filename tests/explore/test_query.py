"""SQL over the records: answers, times, lists, and everything that is no question refused."""

from pathlib import Path

import pytest

from hoofprint.case.folder import Case
from hoofprint.explore import query
from tests.explore import cases


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.open_(tmp_path_factory.mktemp("case") / "case")


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT count(*) AS n FROM messages", [(3,)]),
        ("select _row from ios_messages where date > '2021-07-11' and service = 'SMS' order by date;", [(17,), (18,)]),
        ("SELECT read FROM messages WHERE _row = 1", [("2021-07-11T11:10:00.000000Z",)]),
        ("SELECT earlier_texts FROM messages WHERE _row = 17", [(["first " + cases.SECRET],)]),
        ("WITH a AS (SELECT handle FROM messages) SELECT count(handle) AS n FROM a", [(2,)]),
        ("SELECT rule, grade FROM findings ORDER BY grade", [("PEG-05", "G1"), ("LST-03", "G2"), ("SQ-01", "G4")]),
        ("SELECT e.locator FROM evidence e JOIN findings f ON e.finding = f.id WHERE f.rule = 'LST-03'",
         [("key com.apple.madrid/mailto:lure.sender@example.com",)]),
        ("SELECT value FROM sightings WHERE kind = 'process'", [("bh",)]),
        ("SELECT sum(rows) AS n FROM coverage", [(9,)]),
        ("SELECT 'read_csv(' || 'x' AS t", [("read_csv(x",)]),
    ],
)  # fmt: skip
def test_answers(case: Case, sql: str, rows: list[tuple[object, ...]]) -> None:
    assert query.ask(case, sql).rows == rows


def test_no_more_rows_than_asked(case: Case) -> None:
    answer = query.ask(case, "SELECT _row FROM messages", 2)
    assert len(answer.rows) == 2 and answer.more
    assert not query.ask(case, "SELECT _row FROM messages", 3).more


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE messages",
        "DELETE FROM messages",
        "INSERT INTO messages VALUES (1)",
        "CREATE TABLE x AS SELECT 1",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM READ_PARQUET ('https://example.org/x.parquet')",
        "SELECT * FROM \"read_csv\"('/etc/hostname')",
        "SELECT * FROM read_csv/* a comment */('/etc/hostname')",
        "SELECT * FROM read_json -- a comment\n ('/etc/hostname')",
        "SELECT nothing FROM messages",
        "SELECT * FROM no_such_table",
        "SELECT",
        "",
    ],
)
def test_refused_in_words(case: Case, sql: str) -> None:
    with pytest.raises(query.QueryError) as error:
        query.ask(case, sql)
    assert 0 < len(str(error.value)) < 2_000


def test_nothing_is_changed(case: Case) -> None:
    before = {path: path.read_bytes() for path in sorted(case.folder.rglob("*")) if path.is_file()}
    query.ask(case, "SELECT * FROM messages m JOIN safari_history s ON s.time > m.date")
    assert {path: path.read_bytes() for path in sorted(case.folder.rglob("*")) if path.is_file()} == before


def test_tables_are_listed_with_what_their_columns_mean(case: Case) -> None:
    listed = {name: (count, meanings) for name, count, meanings in query.listed(case)}
    assert listed["messages"][0] == 3 and "moved to Recently Deleted" in listed["messages"][1]["deleted"]
    assert set(listed) <= set(query.frames(case))


def test_acquisitions_lie_in_one_table(tmp_path: Path) -> None:
    case = cases.open_(tmp_path / "case")
    ids = query.ask(case, "SELECT DISTINCT _acquisition FROM messages").rows
    assert ids == [(cases.ID,)]

"""Which spellings meet a published value, and which only look like one: the table in docs/reference/matching.md."""

import re
from itertools import product
from unittest.mock import patch
from urllib.parse import unquote

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofprint.detect.indicators import Matcher, Shortened, compile_sets, scan
from hoofprint.detect.indicators.gather import Claim
from hoofprint.model.indicator import How
from hoofprint.model.record import Observable
from tests.detect.indicators.tables import listed, rows


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    values: dict[str, list[str]] = {}
    for kind, value in rows("listed.tsv"):
        values.setdefault(kind, []).append(value)
    return compile_sets([listed(**values)])


def met(matcher: Matcher, column: str, *observed: str) -> list[list[str]]:
    """For each row, `how value` of every hit."""
    found: list[list[str]] = [[] for _ in observed]
    for hit in matcher.match(pa.array(observed), Observable(column)):
        found[hit.row].append(f"{hit.how.value} {hit.indicators[0].value}")
    return found


@pytest.mark.parametrize("row", rows("spellings.tsv"), ids=lambda row: f"{row[0]}: {row[3]}: {row[1]}")
def test_spelling(matcher: Matcher, row: list[str]) -> None:
    column, observed, expected, _ = row
    assert met(matcher, column, observed) == [[] if expected == "nothing" else [expected]]


def test_spellings_in_one_column_are_what_they_are_alone(matcher: Matcher) -> None:
    """Rows lie in one buffer without anything between them: no value may be found across a border."""
    for column in sorted({row[0] for row in rows("spellings.tsv")}):
        texts = [row[1] for row in rows("spellings.tsv") if row[0] == column]
        alone = [met(matcher, column, text)[0] for text in texts]
        assert met(matcher, column, *texts) == alone
        with patch.object(scan, "CHUNK", 50):
            assert met(matcher, column, *texts) == alone


def test_found_is_the_text_of_the_row_and_its_place(matcher: Matcher) -> None:
    text = "день: HTTP://User@A.LURE.Example:8080/x"
    (hit,) = matcher.match(pa.array([text]), Observable.TEXT)
    assert hit.found == "A.LURE.Example"
    assert text.encode()[hit.start : hit.end] == hit.found.encode()


def test_a_respelled_text_has_no_place(matcher: Matcher) -> None:
    (hit,) = matcher.match(pa.array(["x lure[.]example"]), Observable.TEXT)
    assert (hit.found, hit.start) == ("lure.example", None)


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())],
)
def test_any_arrow_type_slices_and_nulls(matcher: Matcher, kind: pa.DataType) -> None:
    values = ["skipped lure.example", None, "", "lure.example", None, "x", "59.48.241.22"]
    array = (
        pa.array(values).cast(kind)
        if not pa.types.is_dictionary(kind)
        else pa.array(values).dictionary_encode()
    )
    hits = list(matcher.match(array.slice(1), Observable.TEXT))
    assert [(hit.row, hit.indicators[0].value) for hit in hits] == [(2, "lure.example"), (5, "59.48.241.22")]
    chunked = pa.chunked_array([array.slice(0, 3), array.slice(3)])
    assert [hit.row for hit in matcher.match(chunked, Observable.TEXT)] == [0, 3, 6]


@pytest.mark.parametrize("column", list(Observable))
def test_nothing_at_all_is_no_hit(matcher: Matcher, column: Observable) -> None:
    for values in (pa.array([], pa.string()), pa.array([None, "", "/", ".", "%", "@", ":"], pa.string())):
        assert list(matcher.match(values, column)) == []


def test_without_indicators_nothing_matches() -> None:
    empty = compile_sets([])
    for column in Observable:
        assert list(empty.match(pa.array(["lure.example", "bh", "/tmp/x"]), column)) == []


def test_binary_values_hold_texts_behind_their_lengths(matcher: Matcher) -> None:
    """Binary property lists and typed streams write a text's length before it, which may look like a letter."""
    short = bytes([0x50 | len(b"lure.example")]) + b"lure.example\x00"
    long = b"\x5f\x10" + bytes([len(b"lure.example/" + b"a" * 52)]) + b"lure.example/" + b"a" * 52
    stream = b"\x84\x01+" + bytes([0x61]) + b"lure.example " + b"b" * 84
    wide = b"\x00" + "http://lure.example/".encode("utf-16-be") + b"\x08"
    letter = b"\x00Xlure.example\x00"
    column = pa.array([short, long, stream, wide, letter], pa.binary())
    hits = {hit.row: hit.how for hit in matcher.match(column, Observable.TEXT)}
    assert hits == dict.fromkeys(range(4), How.EXACT)


def test_the_strongest_way_of_meeting_counts_and_once(matcher: Matcher) -> None:
    text = "http://good.example.org/?u=lure.example and www.lure.example and lure.example and lure.example"
    assert met(matcher, "text", text) == [["exact lure.example"]]


def test_an_exact_hit_is_found_behind_many_weak_ones(matcher: Matcher) -> None:
    assert met(matcher, "text", "http://x/lure.example " * 150 + "lure.example") == [["exact lure.example"]]


def test_hostile_texts_take_linear_time(matcher: Matcher) -> None:
    for hostile in ("a." * 200_000, "lure.example/" * 20_000, "@" * 200_000, "%" * 100_000, "//" * 100_000):
        list(matcher.match(pa.array([hostile]), Observable.TEXT))
    deep = "/a" * 2000 + "/roleaccountd"
    assert met(matcher, "path", deep) == [["file name roleaccountd"]]


class TestClaims:
    """One value may be claimed by several lists, on one platform or on both."""

    def test_every_claim_is_kept(self) -> None:
        first = listed("first list", Claim(campaigns=("One",)), domain=["shared.example"])
        second = listed(
            "second list", Claim(campaigns=("Two",)), domain=["shared.example", "SHARED.example."]
        )
        (hit,) = compile_sets([first, second]).match(pa.array(["shared.example"]), Observable.DOMAIN)
        assert [(one.set, one.campaigns) for one in hit.indicators] == [
            ("first list", ("One",)),
            ("second list", ("Two",)),
        ]

    def test_the_claim_that_still_stands_comes_first(self) -> None:
        sets = [
            listed("a", Claim(withdrawn="2021"), process=["roleaccountd"]),
            listed("b", Claim(notes=("vendor site",)), process=["roleaccountd"]),
            listed("c", Claim(), process=["roleaccountd"]),
        ]
        (hit,) = compile_sets(sets).match(pa.array(["roleaccountd"]), Observable.PROCESS)
        assert [one.set for one in hit.indicators] == ["c", "b", "a"]

    def test_names_of_the_other_platform_do_not_match(self) -> None:
        android = Claim(platform="android")
        one = listed(
            "list",
            android,
            process=["rolexd"],
            bundle=["com.example.spy"],
            domain=["c2.example"],
            file_hash=["a" * 64],
        )
        ios = compile_sets([one], platform="ios")
        assert met(ios, "process", "rolexd") == [[]]
        assert met(ios, "bundle", "com.example.spy") == [[]]
        assert met(ios, "domain", "c2.example") == [["exact c2.example"]]
        assert met(ios, "file_hash", "a" * 64) == [["exact " + "a" * 64]]
        assert met(compile_sets([one], platform="android"), "process", "rolexd") == [["exact rolexd"]]

    def test_paths_say_their_platform_themselves(self) -> None:
        one = listed(path=["/data/local/tmp/wd/", "/private/var/tmp/x"], cert_hash=["b" * 40])
        ios = compile_sets([one], platform="ios")
        assert met(ios, "path", "/data/local/tmp/wd/fs.db", "/private/var/tmp/x") == [
            [],
            ["exact /private/var/tmp/x"],
        ]
        assert met(ios, "cert_hash", "b" * 40) == [["exact " + "b" * 40]]

    def test_below_a_shared_host_are_other_people(self) -> None:
        one = listed("list", Claim(notes=("shared host",)), domain=["dyn.example"])
        found = met(
            compile_sets([one]), "text", "http://dyn.example/", "http://me.dyn.example/", "me@dyn.example"
        )
        assert found == [["exact dyn.example"], [], []]

    def test_ordinary_process_names_are_anybodys_files(self) -> None:
        one = listed("list", Claim(notes=("generic",)), process=["payload"])
        matcher = compile_sets([one])
        assert met(matcher, "path", "/a/payload") == [[]]
        assert met(matcher, "process", "payload", "/a/payload") == [["exact payload"], ["file name payload"]]

    def test_where_paths_are_no_programs_process_names_do_not_count(self, matcher: Matcher) -> None:
        paths = pa.array(["/a/roleaccountd", "/a/roleaccountd.plist"])
        assert [hit.row for hit in matcher.match(paths, Observable.PATH, executable=False)] == [1]


def test_short_links_are_named_and_not_followed(matcher: Matcher) -> None:
    texts = ["go http://bit.ly/3AbC. now", "bit.ly", "notbit.ly/abc", "x@bit.ly/a", "TINYURL.com/a?b=c", None]
    found: list[Shortened] = []
    list(matcher.match(pa.array(texts), Observable.TEXT, shortened=found))
    assert found == [(0, "bit.ly/3AbC"), (4, "TINYURL.com/a?b=c")]


VALUES = ["a.example", "b.a.example", "1.2.3.4", "m@a.example", "x", "5", "é", "看", "http://", "https://"]
MARKS = [
    "/",
    ".",
    "..",
    "@",
    ":",
    ":80",
    "-",
    "_",
    "?q=",
    "#",
    "%2F",
    "%2e",
    "%20",
    "%40",
    "[",
    "]",
    "(",
    ")",
    ",",
]
PIECES = st.sampled_from([*VALUES, *MARKS, " ", "\n", "\u200b"])
KEYS = ("a.example", "b.a.example", "1.2.3.4", "m@a.example")
NOT_AFTER = r"(?![a-z0-9_@-]|\.[a-z0-9_-]|:[^/?#\s<>\"']{0,256}@|é)"


@pytest.fixture(scope="module")
def few() -> Matcher:
    return compile_sets([listed(domain=list(KEYS[:2]), ip=[KEYS[2]], email=[KEYS[3]])])


def oracle(text: str) -> set[str]:
    """The same question asked the slow way: take every name out of the text, and compare it with every value."""
    found: set[str] = set()
    for name in re.finditer(r"[a-z0-9._-]+", text):
        after = text[name.end() :]
        if re.match(r"@|:[^/?#\s<>\"']{0,256}@|é", after) and not name.group().endswith("."):
            continue
        for part in re.split(r"\.{2,}", name.group()):
            whole = part.strip(".")
            if part is not re.split(r"\.{2,}", name.group())[-1] or not after.startswith("é"):
                found |= {key for key in KEYS[:2] if whole == key or whole.endswith("." + key)}
                found |= {key for key in KEYS[2:3] if whole == key}
    for mail in re.finditer(
        r"(?<![a-z0-9._%+-])m@a\.example(?![a-z0-9_@-]|\.[a-z0-9_-]|:[^/?#\s<>\"']{0,256}@|é)", text
    ):
        found.add(mail.group())
    return found


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=6))
def test_fast_search_agrees_with_slow_search(few: Matcher, texts: list[str]) -> None:
    found: list[set[str]] = [set() for _ in texts]
    for hit in few.match(pa.array(texts), Observable.TEXT):
        if hit.start is not None:
            found[hit.row].add(hit.indicators[0].value)
    plain = [text if "%" not in text and not re.search("é|\u200b", text) else "" for text in texts]
    for text, values in zip(plain, found, strict=True):
        if text:
            assert values == oracle(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_encoding_a_text_hides_nothing(few: Matcher, text: str) -> None:
    """Whatever is found in a text is found, perhaps more weakly, when every byte of it is percent-encoded."""
    text = unquote(text)
    encoded = "".join(f"%{byte:02X}" for byte in text.encode())
    plain = {hit.indicators[0].value for hit in few.match(pa.array([text]), Observable.TEXT)}
    hidden = list(few.match(pa.array([encoded]), Observable.TEXT))
    assert {hit.indicators[0].value for hit in hidden} >= plain
    assert {hit.how for hit in hidden} <= {How.ENCODED}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(list(Observable)), st.booleans())
def test_no_bytes_raise(matcher: Matcher, data: bytes, column: Observable, binary: bool) -> None:
    value = pa.array([data], pa.binary()) if binary else pa.array([data.decode("latin-1")])
    list(matcher.match(value, column))


def test_pairs_of_context_do_not_change_a_whole_name(matcher: Matcher) -> None:
    """Every ordinary character before and after leaves a whole name whole."""
    for before, after in product(" \t\n\"'<>()[]{},;|=*~!", " \t\n\"'<>)]},;|/?#*~!:"):
        assert met(matcher, "text", f"{before}lure.example{after}") == [["exact lure.example"]], (
            before,
            after,
        )

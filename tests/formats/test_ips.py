"""Diagnostic reports, in both forms, whole, cut and hostile."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofprint.formats import ips

HEADER = b'{"bug_type":"309","timestamp":"2022-01-01 00:00:00.00 +0000","app_name":"Demo"}\n'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
KEYS = st.sampled_from(
    [
        "threads",
        "faultingThread",
        "usedImages",
        "exception",
        "termination",
        "asi",
        "osVersion",
        "bundleInfo",
        "procName",
        "uptime",
        "pid",
    ]
)


def test_a_report_that_breaks_off_keeps_what_its_first_line_says() -> None:
    report = ips.read(HEADER + b'{"procName":"De')
    assert report.broken and not report.body
    assert ips.facts(report).process == "Demo"
    assert ips.facts(report).captured == "2022-01-01 00:00:00.00 +0000"


@pytest.mark.parametrize("data", [b"", b"no report", b"[1]\n{}", b"{", b"[" * 100_000, HEADER[:20]])
def test_what_is_no_report_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(ValueError, match="no JSON object"):
        ips.read(data)


def test_images_of_one_name_do_not_hide_the_first() -> None:
    text = (
        "Thread 3 Crashed:\n0   a.dylib   0x0000000000000001 0x0 + 1\n\nBinary Images:\n"
        "0x1 - 0x2 a.dylib arm64  <00000000000000000000000000000001> /usr/lib/a.dylib\n"
        "0x3 - 0x4 a.dylib arm64  <00000000000000000000000000000002> /tmp/a.dylib\n"
    )
    report = ips.read(HEADER + text.encode())
    assert [image.path for image in report.images] == ["/usr/lib/a.dylib", "/tmp/a.dylib"]
    assert [image.path for image in report.stack] == ["/usr/lib/a.dylib"]


def test_a_name_with_blanks_is_kept_whole() -> None:
    line = "0x1 - 0x2 My App arm64  <00000000000000000000000000000001> /private/var/containers/x/My App.app/My App\n"
    (image,) = ips.read(HEADER + b"Process: My App [1]\n\nBinary Images:\n" + line.encode()).images
    assert (image.name, image.path) == ("My App", "/private/var/containers/x/My App.app/My App")


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_any_json_anywhere_gives_facts(body: dict[str, object]) -> None:
    report = ips.read(HEADER + json.dumps(body).encode())
    assert isinstance(ips.facts(report), ips.Facts)
    assert len(report.stack) <= ips.STACK


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_after_the_first_line_give_facts(rest: bytes) -> None:
    report = ips.read(HEADER + rest)
    assert ips.facts(report).process
    assert report.images == [] or report.stack is not None

"""Signatures, time stamps, and what a case's own proof says when anything of it was touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.case import custody, signing, stamps
from hoofprint.case.errors import CaseError
from hoofprint.case.proof import Proof, Result, prove
from hoofprint.formats import minisign, timestamp
from tests.case.authority import Authority
from tests.explore import cases

KEY = minisign.generate()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return cases.write(tmp_path / "case")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "tsa")


def came_out(proofs: list[Proof]) -> dict[str, Result]:
    """The worst result of each kind of check."""
    order = [Result.HOLDS, Result.OPEN, Result.FAILS]
    found: dict[str, Result] = {}
    for one in proofs:
        found[one.about] = max(found.get(one.about, Result.HOLDS), one.result, key=order.index)
        assert one.text.format(**one.values)
    return found


def test_an_untouched_case(case: Path) -> None:
    assert came_out(prove(case)) == {"manifest": "holds", "custody": "holds", "signature": "open"}


def test_signed_and_checked_with_the_key(case: Path) -> None:
    path = signing.sign(case, KEY, "examiner")
    assert path.name == "MANIFEST.minisig" and path.stat().st_mode & 0o777 == 0o600
    assert came_out(prove(case, [KEY.public]))["signature"] == "holds"
    assert came_out(prove(case))["signature"] == "open", "a key that only the case names is nobody's"
    assert [one.act for one in custody.read(case)] == ["examined", "signed"]


def test_acts_after_the_signature_leave_it_right(case: Path) -> None:
    signing.sign(case, KEY, "examiner")
    custody.note(case, "reported", "examiner", format="html")
    other = minisign.generate()
    assert signing.sign(case, other, "second").name == f"MANIFEST.{other.public.name}.minisig"
    assert came_out(prove(case, [KEY.public, other.public])) == {
        "manifest": "holds", "custody": "holds", "signature": "holds",
    }  # fmt: skip
    with pytest.raises(CaseError, match="already"):
        signing.sign(case, KEY, "examiner")


def rewrite(case: Path) -> None:
    """A forger without the key writes files, manifest and log anew, all in themselves right."""
    from hoofprint.case import manifest

    text = (case / "case.json").read_text().replace('"G4"', '"G1"')
    (case / "case.json").write_text(text)
    (case / "MANIFEST").write_bytes(manifest.make(case))
    listed = manifest.digest(case / "MANIFEST")
    (case / "custody.jsonl").write_bytes(custody.line(0, custody.GENESIS, "examined", manifest=listed))


@pytest.mark.parametrize(
    ("harm", "about"),
    [
        (lambda case: (case / "report.html").write_text("x"), "manifest"),
        (lambda case: (case / "added").write_text("x"), "manifest"),
        (lambda case: (case / "MANIFEST").write_text("x"), "manifest"),
        (lambda case: (case / "run.json").write_text("{}"), "signature"),
        (lambda case: (case / "run.json").unlink(), "signature"),
        (rewrite, "signature"),
        (lambda case: (case / "MANIFEST.minisig").write_text("untrusted"), "signature"),
        (lambda case: (case / "MANIFEST.minisig").write_text(
            minisign.sign(KEY, (case / "MANIFEST").read_bytes(), "hoofprint case; custody 9:00; run none; now")),
         "signature"),
        (lambda case: (case / "custody.jsonl").write_bytes(b""), "custody"),
        (lambda case: (case / "custody.jsonl").unlink(), "custody"),
    ],
)  # fmt: skip
def test_what_was_touched_is_named(case: Path, harm: object, about: str) -> None:
    custody.note(case, "reported", "examiner")
    signing.sign(case, KEY, "examiner")
    harm(case)  # type: ignore[operator]
    assert came_out(prove(case, [KEY.public]))[about] == "fails"


def test_the_log_cannot_be_cut_below_a_signature(case: Path) -> None:
    custody.note(case, "reported", "examiner")
    signing.sign(case, KEY, "examiner")
    lines = (case / "custody.jsonl").read_bytes().splitlines(keepends=True)
    (case / "custody.jsonl").write_bytes(lines[0])
    assert came_out(prove(case, [KEY.public])) == {
        "manifest": "holds",
        "custody": "holds",
        "signature": "fails",
    }


def test_a_changed_case_is_not_signed_nor_stamped(case: Path) -> None:
    (case / "report.html").write_text("x")
    for act in (lambda: signing.sign(case, KEY, "examiner"), lambda: stamps.request(case, "examiner")):
        with pytest.raises(CaseError, match=r"report\.html"):
            act()
    assert len(custody.read(case)) == 1


def test_stamped_by_exchange_of_files(case: Path, authority: Authority) -> None:
    request = stamps.request(case, "examiner")
    assert came_out(prove(case))["stamp"] == "open"
    answer = authority.answer(request)
    path, stamp = stamps.attach(case, answer, "examiner")
    assert authority.checks(path.with_suffix(".statement"), path), "OpenSSL says the same"
    roots = timestamp.certificates(authority.root)
    assert came_out(prove(case, roots=roots))["stamp"] == "holds"
    assert came_out(prove(case))["stamp"] == "open", "without the authority's certificate nothing is checked"
    assert [one.act for one in custody.read(case)] == ["examined", "stamp requested", "stamped"]
    assert abs(stamp.time / 1e6 - path.stat().st_mtime) < 100
    with pytest.raises(CaseError, match="already"):
        stamps.attach(case, answer, "examiner")
    path.write_bytes(answer[:-1] + bytes([answer[-1] ^ 1]))
    assert came_out(prove(case, roots=roots))["stamp"] == "fails"


def test_stamp_of_another_authority_or_case(case: Path, authority: Authority, tmp_path: Path) -> None:
    answer = authority.answer(stamps.request(case, "examiner"))
    other = cases.write(tmp_path / "other")
    stamps.request(other, "examiner")
    with pytest.raises(CaseError, match="no request of this case"):
        stamps.attach(other, answer, "examiner")
    stamps.attach(case, answer, "examiner")
    stranger = Authority(tmp_path / "tsa")
    assert came_out(prove(case, roots=timestamp.certificates(stranger.root)))["stamp"] == "fails"


def test_a_stamped_state_cannot_be_exchanged(case: Path, authority: Authority) -> None:
    stamps.attach(case, authority.answer(stamps.request(case, "examiner")), "examiner")
    rewrite(case)
    proofs = came_out(prove(case, roots=timestamp.certificates(authority.root)))
    assert proofs["manifest"] == proofs["custody"] == "holds" and proofs["stamp"] == "fails"


def test_the_authority_learns_nothing_it_could_connect(case: Path) -> None:
    from hoofprint.case import manifest

    first, second = stamps.request(case, "examiner"), stamps.request(case, "examiner")
    assert bytes.fromhex(manifest.digest(case / "MANIFEST")) not in first.read_bytes()
    assert first.read_bytes()[-60:] != second.read_bytes()[-60:] and second.name == "0002.tsq"


@given(st.binary(max_size=300))
def test_any_answer_is_read_or_refused(data: bytes) -> None:
    with pytest.raises(timestamp.TimestampError):
        timestamp.read(data)
    with pytest.raises(timestamp.TimestampError):
        timestamp.certificates(data)

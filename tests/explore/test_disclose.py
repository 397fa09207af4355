"""Who is shown what: no text of the phone in a public form, other people's words not in the owner's, and openings."""

import hashlib
import hmac
from io import BytesIO, StringIO
from pathlib import Path

import msgspec
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.artifacts.registry import artifacts
from hoofprint.case.folder import Case
from hoofprint.explore import commitments, veiled
from hoofprint.explore.audience import HARMLESS, Audience, Veil, from_owner, from_public
from hoofprint.explore.commitments import Commitments, opens
from hoofprint.explore.disclose import Disclosed, openings
from hoofprint.export import CaseExporter, FolderExporter, case_exporters, exporters
from hoofprint.model.record import Observable, columns
from tests.explore import cases

PRIVATE = (
    cases.SECRET, cases.LURE, cases.SENDER, cases.FRIEND, "7391552s", "a1B2c3D", "b7x.k2.example.com",
    "lure.sender@example.com", "Glacier", "G-17", "America/Mexico_City", "HYPERLINK", "/private/var/tmp/odd",
)  # fmt: skip
"""Texts of the case that lie on the phone and are no published value."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.open_(tmp_path_factory.mktemp("case") / "case")


def written(disclosed: Disclosed, name: str, place: Path, language: str = "en") -> bytes:
    """Everything an exporter writes, one file after the other; Parquet as text."""
    if name in exporters():
        page = StringIO()
        exporters()[name].write(disclosed.result, page, language)
        return page.getvalue().encode()
    form = case_exporters()[name]
    if isinstance(form, CaseExporter):
        out = BytesIO()
        form.write(disclosed, out, language)
        return out.getvalue()
    assert isinstance(form, FolderExporter)
    folder = place / f"{disclosed.audience}-{name}"
    folder.mkdir()
    form.write(disclosed, folder, language)
    found = b""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            found += str(pl.read_parquet(path, hive_partitioning=False).to_dicts()).encode()
        elif path.is_file():
            found += path.read_bytes()
    return found


@pytest.mark.parametrize("name", [*exporters(), *case_exporters()])
def test_no_private_text_in_any_public_form(case: Case, name: str, tmp_path: Path) -> None:
    public = written(Disclosed(case, Audience.PUBLIC), name, tmp_path)
    assert [text for text in PRIVATE if text.encode() in public] == []
    full = written(Disclosed(case), name, tmp_path)
    assert any(text.encode() in full for text in PRIVATE), (
        "the same export for an analyst does hold such texts"
    )


OURS = {
    "acquisitions": "id kind wrapping sha256 sha256_of",
    "acquisitions.coverage": "artifact status from to",
    "acquisitions.device": "platform os_version build product model backup_time",
    "acquisitions.findings": "id rule stage grade attribution families title shows does_not_show raised_by refuted_by"
    " next sources sightings",
    "acquisitions.findings.alternatives": "id text outcome why",
    "acquisitions.findings.evidence": "artifact sha256 time says element",
    "acquisitions.findings.evidence.values": "process",
    "acquisitions.findings.when": "from to basis",
    "acquisitions.not_evaluated": "rule",
    "acquisitions.provenance": "cap",
    "acquisitions.provenance.checks": "id outcome",
    "acquisitions.short_links": "host artifact column time",
    "acquisitions.sightings": "id kind how artifact column time",
    "acquisitions.sightings.indicator": "value set source campaign campaigns valid_from valid_until withdrawn notes",
    "acquisitions.verdict": "stage grade attribution text next",
    "acquisitions.verdict.values": "day parts all",
    "confinement": "level why layers",
    "indicators.sets": "name sha256",
    "rates": "version text",
}
"""Fields of the face that hold this program's words, a publisher's, or facts that a public form is there for."""


def test_every_other_field_of_the_face_is_veiled() -> None:
    """A field that is added to the face is put on the list above with care, or passes through the veil."""
    canary, answer = "Kanarie vogel 17", cases.result()
    ours = {f"{place}.{name}" for place, names in OURS.items() for name in names.split()}
    ours |= {"schema", "version", "shown_for"}
    shown_as_it_is = set()
    for path, _ in cases.leaves(msgspec.json.decode(msgspec.json.encode(answer))):
        poisoned = cases.with_leaf(answer, path, canary)
        veil = Veil(Commitments(b"s" * 32), veiled.published(answer))
        if canary in msgspec.json.encode(veiled.veiled(poisoned, veil)).decode():
            shown_as_it_is.add(".".join(step for step in path if isinstance(step, str)))
    assert shown_as_it_is <= ours
    assert not any(name.startswith("acquisitions.notes") for name in shown_as_it_is)


@pytest.mark.parametrize("name", case_exporters())
def test_owner_sees_findings_and_nobody_elses_words(case: Case, name: str, tmp_path: Path) -> None:
    shown = written(Disclosed(case, Audience.OWNER), name, tmp_path).decode(errors="replace")
    assert cases.LURE in shown and cases.SENDER in shown, "the record that a finding rests on is whole"
    rest = shown.replace("first " + cases.SECRET, "")  # an earlier text of that very record
    assert cases.SECRET not in rest and cases.FRIEND not in rest
    assert "https://en.wikipedia.org/wiki/Glacier" in shown, "the owner's own browsing"


def test_every_text_column_of_every_artifact_is_decided() -> None:
    """Only program names pass into the public form as they are; of what people wrote nothing reaches the owner's."""
    for name, artifact in artifacts().items():
        for column in columns(artifact.record):
            if column.python in (str, list, bytes):
                assert from_public(column) != (column.observable is Observable.PROCESS), (name, column.name)
                if column.observable in (Observable.TEXT, Observable.ACCOUNT, None):
                    assert from_owner(column), (name, column.name)


def test_published_values_and_closed_words_stay_readable() -> None:
    veil = Veil(Commitments(b"s" * 32), frozenset({"track.example.org"}))
    assert veil.text("domain", "Track.Example.org") == "Track.Example.org"
    assert all(veil.text("text", word) == word for word in HARMLESS)
    assert veil.text("text", "") == "" and veil.text("text", "Incoming") != "Incoming"


@given(st.text(), st.text(), st.binary(min_size=32, max_size=32))
def test_a_commitment_opens_to_its_value_only(value: str, other: str, secret: bytes) -> None:
    made = Commitments(secret)
    written = made.of("text", value)
    assert commitments.WRITTEN.fullmatch(written) and made.of("text", value) == written
    opening = made.made[written]
    assert opens(opening) and msgspec.json.decode(msgspec.json.encode(opening)) is not None
    if other != value:
        assert made.of("text", other) != written
        assert not opens(msgspec.structs.replace(opening, value=other))
    assert made.of("phone", value) != written and Commitments(b"x" * 32).of("text", value) != written
    assert not opens(msgspec.structs.replace(opening, salt="zz"))


def test_a_commitment_can_be_checked_with_a_few_lines_of_anything() -> None:
    """As docs/howto/verify-a-report.md describes it."""
    import base64

    made = Commitments(bytes(32))
    opening = made.made[made.of("account", cases.SENDER)]
    parts = (b"hoofprint field", b"account", cases.SENDER.encode())
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    code = base64.b32encode(hmac.new(bytes.fromhex(opening.salt), message, hashlib.sha256).digest()[:20])
    assert opening.commitment == f"[account:{code.decode().lower()}]"


def test_all_codes_of_a_case_can_be_opened(case: Case, tmp_path: Path) -> None:
    known = openings(case)
    public = written(Disclosed(case, Audience.PUBLIC), "timesketch", tmp_path)
    public += written(Disclosed(case, Audience.PUBLIC), "json", tmp_path)
    codes = set(commitments.WRITTEN.findall(public.decode()))
    assert codes and codes <= set(known) and all(opens(known[code]) for code in codes)
    assert {known[code].value for code in codes} >= {cases.SENDER, cases.LURE}


def test_public_form_of_a_case_is_always_the_same(case: Case, tmp_path: Path) -> None:
    first, second = (written(Disclosed(case, Audience.PUBLIC), "json", tmp_path) for _ in range(2))
    assert first == second
    other = cases.open_(tmp_path / "case")
    assert written(Disclosed(other, Audience.PUBLIC), "json", tmp_path) != first, "another secret"
    (tmp_path / "case" / "secrets.json").write_bytes((case.folder / "secrets.json").read_bytes())
    assert written(Disclosed(other, Audience.PUBLIC), "json", tmp_path) == first


def test_the_secret_is_made_for_the_public_form_only(tmp_path: Path) -> None:
    case = cases.open_(tmp_path / "case")
    for audience in (Audience.ANALYST, Audience.OWNER):
        _ = Disclosed(case, audience).result
    assert not (case.folder / "secrets.json").exists()
    _ = Disclosed(case, Audience.PUBLIC).result
    assert (case.folder / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_frames_and_rows_show_the_same(case: Case) -> None:
    for audience in Audience:
        disclosed = Disclosed(case, audience)
        for table in disclosed.tables():
            by_row = list(disclosed.rows(table))
            by_frame = disclosed.frame(table).collect().to_dicts()
            names = [name for name in by_frame[0] if name != "_n"] if by_frame else []
            assert [{n: row[n] for n in names} for row in by_frame] == [
                {n: row[n] for n in names} for row in by_row
            ]

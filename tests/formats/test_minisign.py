"""Keys and signatures as minisign writes them: files made by the tool itself, our own, damaged ones, hostile ones."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import minisign
from hoofprint.formats.minisign import BadSignature, MinisignError

MADE = Path(__file__).parent / "minisign"
"""By minisign 0.11: a key without password, a message, and its signature in both kinds."""
MESSAGE = (MADE / "message").read_bytes()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost a third of a second and 128 MB each; here they need not."""
    monkeypatch.setattr(minisign, "OPSLIMIT", 1 << 15)
    monkeypatch.setattr(minisign, "MEMLIMIT", 1 << 24)


@pytest.fixture(scope="module")
def key() -> minisign.SecretKey:
    return minisign.read_secret((MADE / "key.key").read_text(), "")


@pytest.fixture(scope="module")
def public() -> minisign.PublicKey:
    return minisign.read_public((MADE / "key.pub").read_text())


def test_keys_of_the_tool(key: minisign.SecretKey, public: minisign.PublicKey) -> None:
    assert key.public == public and public.name == "616A929CEFCA9A3C"
    assert public.text == (MADE / "key.pub").read_text()
    assert minisign.read_public(public.line) == public
    assert public.line not in repr(key) and key.seed.hex() not in repr(key)


@pytest.mark.parametrize(("file", "trusted"), [("hashed", "hoofprint custody 3"), ("legacy", "legacy")])
def test_signatures_of_the_tool(public: minisign.PublicKey, file: str, trusted: str) -> None:
    signature = minisign.read_signature((MADE / f"{file}.minisig").read_text())
    assert signature.trusted == trusted
    minisign.verify(public, MESSAGE, signature)
    with pytest.raises(BadSignature, match="does not fit"):
        minisign.verify(public, MESSAGE + b"x", signature)
    with pytest.raises(BadSignature, match="comment"):
        minisign.verify(public, MESSAGE, signature._replace(trusted=trusted + "!"))
    with pytest.raises(BadSignature, match="another key"):
        minisign.verify(minisign.generate().public, MESSAGE, signature)


def test_our_signature_is_read_by_the_tool(key: minisign.SecretKey, tmp_path: Path) -> None:
    if shutil.which("minisign") is None:
        pytest.skip("minisign is not installed (apt-get install minisign): its own files are tested above")
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "m.minisig").write_text(minisign.sign(key, MESSAGE, "custody 7:abc; 2021-07-18"))
    done = subprocess.run(
        ["minisign", "-V", "-m", "m", "-p", MADE / "key.pub"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Trusted comment: custody 7:abc; 2021-07-18" in done.stdout
    made = minisign.generate()
    (tmp_path / "our.key").write_text(minisign.write_secret(made, "correct horse"))
    subprocess.run(
        ["minisign", "-S", "-s", "our.key", "-m", "m", "-x", "theirs", "-t", "with our key"],
        cwd=tmp_path, input="correct horse\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    minisign.verify(made.public, MESSAGE, minisign.read_signature((tmp_path / "theirs").read_text()))


@pytest.mark.parametrize("password", ["", "correct horse", "contraseña"])
def test_our_keys_come_back(password: str) -> None:
    made = minisign.generate()
    text = minisign.write_secret(made, password)
    assert minisign.read_secret(text, password) == made and minisign.is_masked(text) == bool(password)
    assert base64.b64encode(made.seed).decode()[:20] not in text or not password
    if password:
        with pytest.raises(MinisignError, match="wrong password"):
            minisign.read_secret(text, password + "x")


def test_a_key_that_asks_for_the_moon_is_refused() -> None:
    fields = list(minisign.SECRET.unpack(base64.b64decode((MADE / "key.key").read_text().splitlines()[1])))
    for ops, mem in ((1 << 40, 1 << 40), (1 << 30, 1 << 62), (1 << 62, 1 << 30)):
        fields[1], fields[4], fields[5] = minisign.SCRYPT, ops, mem
        text = f"untrusted comment: x\n{base64.b64encode(minisign.SECRET.pack(*fields)).decode()}\n"
        with pytest.raises(MinisignError, match="more work"):
            minisign.read_secret(text, "x")


def test_a_trusted_comment_is_one_line(key: minisign.SecretKey) -> None:
    with pytest.raises(MinisignError):
        minisign.sign(key, b"", "one\nuntrusted comment: two")


@given(st.text() | st.binary().map(lambda raw: f"untrusted comment: x\n{base64.b64encode(raw).decode()}\n"))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (
        minisign.read_public, minisign.read_signature, minisign.is_masked, lambda t: minisign.read_secret(t, ""),
    ):  # fmt: skip
        try:
            read(text)
        except MinisignError as error:
            assert str(error)

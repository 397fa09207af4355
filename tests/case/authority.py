"""A time-stamp authority of our own, made with OpenSSL's command line: a root, a signer, and answers to requests."""

import shutil
import subprocess
from pathlib import Path

import pytest

CONFIG = """
[tsa]
default_tsa = one
[one]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
[stamping]
extendedKeyUsage = critical, timeStamping
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[req]
distinguished_name = name
[name]
"""


class Authority:
    """Answers requests; `root` is its certificate as PEM."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("openssl is not installed: a time-stamp authority cannot be made")
        folder.mkdir()
        self._folder = folder
        (folder / "config").write_text(CONFIG)
        (folder / "serial").write_text("01\n")
        new = "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -config config"
        self._openssl(
            f"{new} -x509 -keyout root.key -out root.pem -subj /CN=example_root -extensions root -days 9000"
        )
        self._openssl(f"{new} -keyout tsa.key -out tsa.csr -subj /CN=example_tsa")
        self._openssl(
            "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -out tsa.pem -days 9000"
            " -extfile config -extensions stamping"
        )

    @property
    def root(self) -> bytes:
        return (self._folder / "root.pem").read_bytes()

    def answer(self, request: Path) -> bytes:
        self._openssl(
            f"ts -reply -config config -queryfile {request} -signer tsa.pem -inkey tsa.key -out answer"
        )
        return (self._folder / "answer").read_bytes()

    def checks(self, data: Path, answer: Path) -> bool:
        """OpenSSL's own word on an answer."""
        done = subprocess.run(
            ["openssl", "ts", "-verify", "-data", data, "-in", answer, "-CAfile", "root.pem"],
            cwd=self._folder, capture_output=True, check=False,
        )  # fmt: skip
        return done.returncode == 0

    def _openssl(self, arguments: str) -> None:
        subprocess.run(["openssl", *arguments.split()], cwd=self._folder, capture_output=True, check=True)

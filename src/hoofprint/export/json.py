"""The machine-readable face, exactly as `check --json` prints it and as the case holds it."""

from typing import TextIO

from hoofprint.export import exporter
from hoofprint.model.face import CheckResult, encode


@exporter(suffix=".json")
def EXPORT(result: CheckResult, out: TextIO, language: str) -> None:
    """Texts stay English and evidence stays as it stood, in every language: this is for programs."""
    out.write(encode(result).decode())

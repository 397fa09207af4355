"""What is examined: synthetic backups of three sizes, plain and encrypted, and long lists of indicators.

They are made once in the bench folder and kept. The maker of the backups lies beside a full checkout
(`../shared/bench/make_backup.py`); its output is the same on every machine.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SCALES = ("small", "medium", "large")
PASSWORD = "hunter2"  # of data made for this purpose
DAY = "2024-01-26T21:28:21.013288Z"


@dataclass(frozen=True)
class Maker:
    """Makes what is missing in the bench folder."""

    folder: Path
    program: Path
    """The maker of backups."""

    def backup(self, scale: str, encrypted: bool) -> Path | None:
        """The backup's folder; None where it does not lie there and there is no maker."""
        target = self.folder / (f"{scale}_enc" if encrypted else scale)
        if not target.is_dir():
            if not self.program.is_file():
                return None
            print(f"making {target.name} ...", file=sys.stderr, flush=True)
            unfinished = self.folder / f"{target.name}.unfinished"
            password = ["--encrypted", PASSWORD] if encrypted else []
            command = [sys.executable, self.program, "--scale", scale, *password, unfinished]
            shutil.rmtree(unfinished, ignore_errors=True)
            subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
            unfinished.rename(target)
        return target

    def indicators(self, count: int) -> Path:
        """A list of so many invented domains, in the form in which publishers give theirs (STIX 2.1)."""
        path = self.folder / f"{count}.stix2"
        if not path.is_file():
            unfinished = path.with_suffix(".unfinished")
            with unfinished.open("w", encoding="ascii") as file:
                file.writelines(stix(count))
            unfinished.rename(path)
        return path


def stix(count: int) -> Iterator[str]:
    """A bundle: one malware, and for every domain an indicator and the relationship that says what it indicates."""
    common = {"spec_version": "2.1", "created": DAY, "modified": DAY}
    malware = {"type": "malware", "id": _id("malware", 0), **common, "name": "Invented", "is_family": False}
    yield f'{{"type": "bundle", "id": "{_id("bundle", 0)}", "objects": [{json.dumps(malware)}'
    for at in range(count):
        name = f"{at}-{hashlib.sha256(f'{at}'.encode()).hexdigest()[: 3 + at % 8]}"
        indicator = {
            "type": "indicator",
            "id": _id("indicator", at),
            **common,
            "indicator_types": ["malicious-activity"],
            "pattern": f"[domain-name:value='{name}.example']",
            "pattern_type": "stix",
            "valid_from": DAY,
        }
        indicates = {
            "type": "relationship",
            "id": _id("relationship", at),
            **common,
            "relationship_type": "indicates",
            "source_ref": indicator["id"],
            "target_ref": malware["id"],
        }
        yield f", {json.dumps(indicator)}, {json.dumps(indicates)}"
    yield "]}"


def _id(kind: str, at: int) -> str:
    digits = hashlib.md5(f"{kind} {at}".encode(), usedforsecurity=False).hexdigest()
    return f"{kind}--{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"

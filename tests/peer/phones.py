"""Phones of a few files, made for one test and examined as the command line does."""

import hashlib
import json
import plistlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from hoofprint.model.face import AcquisitionFace, SightingFace
from hoofprint.pipeline import Options, check
from tests.artifacts.fixtures import database
from tests.real.phones import Silent

Files = Mapping[str, bytes]
"""Device path to content; a path that ends in `/` is an empty folder."""


def sql(script: str) -> bytes:
    """A database without a log."""
    return database(script)[0]


def with_log(path: str, script: str) -> dict[str, bytes]:
    """A database with its write-ahead log beside it, what stands after `-- wal:` in the log only."""
    main, log = database(script)
    return {path: main, f"{path}-wal": log}


def stix(folder: Path, *patterns: str, name: str = "list.stix2", campaign: str = "Campaign") -> Path:
    """A list of published values with one claim, as the public sets write it."""
    malware = {"type": "malware", "id": "malware--1", "name": campaign, "is_family": False}
    made = [
        {
            "type": "indicator",
            "id": f"indicator--{n}",
            "pattern": pattern,
            "pattern_type": "stix",
            "labels": ["x"],
        }
        for n, pattern in enumerate(patterns)
    ]
    joined = [
        {
            "type": "relationship",
            "source_ref": one["id"],
            "target_ref": "malware--1",
            "relationship_type": "indicates",
        }
        for one in made
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps({"type": "bundle", "id": "bundle--1", "objects": [malware, *made, *joined]}))
    return path


def dump(folder: Path, files: Files) -> Path:
    """A copy of a file system."""
    for path, data in files.items():
        target = folder / path.lstrip("/")
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return folder


def backup(folder: Path, files: Mapping[tuple[str, str], bytes | None]) -> Path:
    """A plain backup; `(domain, relative path)` to content, None for a file that is listed and not there."""
    folder.mkdir(parents=True)
    info = {
        "Product Type": "iPhone10,1",
        "Product Version": "15.1",
        "Target Identifier": "0",
        "Unique Identifier": "0",
    }
    (folder / "Info.plist").write_bytes(plistlib.dumps(info))
    lockdown = {"ProductVersion": "15.1", "ProductType": "iPhone10,1"}
    (folder / "Manifest.plist").write_bytes(plistlib.dumps({"IsEncrypted": False, "Lockdown": lockdown}))
    (folder / "Status.plist").write_bytes(plistlib.dumps({"IsFullBackup": True, "SnapshotState": "finished"}))
    connection = sqlite3.connect(folder / "Manifest.db")
    connection.execute(
        "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)"
    )
    connection.execute("CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB)")
    for (domain, relative), data in files.items():
        name = hashlib.sha1(f"{domain}-{relative}".encode()).hexdigest()
        connection.execute("INSERT INTO Files VALUES (?, ?, ?, 1, NULL)", (name, domain, relative))
        if data is not None:
            (folder / name[:2]).mkdir(exist_ok=True)
            (folder / name[:2] / name).write_bytes(data)
    connection.commit()
    connection.close()
    return folder


def examined(phone: Path, *lists: Path, hashes: tuple[str, ...] = ()) -> AcquisitionFace:
    """The result for one phone, without the values that come with the product."""
    case = phone.parent / f"{phone.name}-case"
    options = Options(case=case, replace=True, indicators=lists, builtin=False, hashes=hashes)
    return check([phone], options, lambda _: None, Silent()).acquisitions[0]


def found(face: AcquisitionFace, value: str, artifact: str = "") -> list[SightingFace]:
    """Exact sightings of a value."""
    return [
        one for one in face.sightings if one.indicator.value == value and one.artifact.startswith(artifact)
    ]

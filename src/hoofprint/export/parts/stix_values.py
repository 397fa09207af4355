"""Values as STIX 2.1 writes them: patterns of indicators, and observables with identifiers made of their content."""

import json
from typing import Any
from uuid import UUID, uuid5

from hoofprint.explore.commitments import WRITTEN
from hoofprint.explore.moments import stored

NAMESPACE = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Of identifiers of observables, STIX 2.1 section 2.9."""
SIMPLE = {"url": "url", "domain": "domain-name", "email": "email-addr"}
PATTERNS = {
    "url": "url:value", "domain": "domain-name:value", "email": "email-addr:value", "process": "process:name",
    "bundle": "software:name", "profile": "configuration-profile:id", "account": "user-account:account_login",
    "phone": "user-account:account_login",
}  # fmt: skip
"""`process:name` and `configuration-profile:id` are the field's own dialect, which its tools read."""
HASHES = {32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}


def pattern(kind: str, value: str) -> str:
    """One comparison, in the form that the public sets of this field have."""
    if kind == "ip":
        key = "ipv6-addr:value" if ":" in value else "ipv4-addr:value"
    elif kind == "path":
        key = "file:path" if "/" in value else "file:name"
    elif kind in ("file_hash", "cert_hash"):
        key = f"{'file' if kind == 'file_hash' else 'x509-certificate'}:hashes.'{_hash(value)}'"
    else:
        key = PATTERNS.get(kind, "artifact:payload_bin")
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"[{key} = '{escaped}']"


def observables(kind: str, value: str) -> list[dict[str, Any]]:
    """The observable a value is, last; before it what it refers to. Nothing for what STIX has no kind for."""
    if WRITTEN.fullmatch(value):
        return []
    if kind in SIMPLE:
        return [_observable(SIMPLE[kind], value=value)]
    if kind == "ip":
        return [_observable("ipv6-addr" if ":" in value else "ipv4-addr", value=value)]
    if kind == "process":
        return [_observable("file", name=value)]
    if kind == "path":
        folder, _, name = value.rpartition("/")
        if not folder or not name:
            return [_observable("file", name=value)]
        parent = _observable("directory", path=folder)
        return [parent, _observable("file", name=name, parent_directory_ref=parent["id"])]
    if kind == "bundle":
        return [_observable("software", name=value)]
    if kind in ("account", "phone"):
        return [_observable("user-account", account_login=value)]
    if kind in ("file_hash", "cert_hash") and len(value) in HASHES:
        return [
            _observable("file" if kind == "file_hash" else "x509-certificate", hashes={_hash(value): value})
        ]
    return []


def whole_milliseconds(written: str | None) -> str:
    """A time cut to the three digits that `created` has; empty where there is none."""
    return f"{written[:23]}Z" if written and stored(written) is not None else ""


def _hash(value: str) -> str:
    return HASHES.get(len(value), "SHA-256")


def _observable(type_: str, **properties: Any) -> dict[str, Any]:
    """Every property given here is one that the identifier is made of."""
    canonical = json.dumps(properties, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    id_ = f"{type_}--{uuid5(NAMESPACE, canonical)}"
    return {"type": type_, "spec_version": "2.1", "id": id_, **properties}

"""Making and reading small lists of indicators in tests."""

import json
from pathlib import Path

from hoofprint.detect.indicators.load import read
from hoofprint.model.indicator import IndicatorSet


def loaded(tmp_path: Path, name: str, content: str | bytes | object) -> IndicatorSet:
    path = tmp_path / name
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode()
    path.write_bytes(content)
    (one,) = read([path])
    return one


def values(one: IndicatorSet) -> list[str]:
    return [f"{indicator.kind.value} {indicator.value}" for indicator in one.indicators]


def reasons(one: IndicatorSet) -> str:
    return " | ".join(rejected.reason for rejected in one.rejected)


def bundle(*objects: dict[str, object]) -> dict[str, object]:
    return {"type": "bundle", "objects": list(objects)}


def indicator(id_: str, pattern: str, **more: object) -> dict[str, object]:
    return {"type": "indicator", "id": id_, "pattern": pattern, "pattern_type": "stix", **more}

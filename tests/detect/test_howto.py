"""The example of `docs/howto/add-a-trace.md` still works as it is written there."""

import re
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from hoofprint.detect import judge
from hoofprint.detect.trace import TraceRule
from tests.detect.phone import phone
from tests.detect.test_traces import Cases


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def test_the_example_works(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = root / "docs/howto/add-a-trace.md"
    module = ModuleType("howto_trace")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    (code,), (cases,) = blocks(page, "python"), blocks(page, "toml")
    exec(compile(code, "xmp_01.py", "exec"), module.__dict__)  # noqa: S102
    rule = TraceRule("XMP-01", module.TRACE, module.find, {"apple": module.try_apple})
    for number, case in enumerate(msgspec.toml.decode(cases, type=Cases).case):
        folder = tmp_path / str(number)
        folder.mkdir()
        world = phone(folder, case.rows)
        grants, apps = (world.rows(module.Grant), world.rows(module.Application))
        found = [judge.judge(rule, hit, world).hit for hit in module.find(grants, apps)]
        assert [f"{hit.stage.name} {hit.grade.name}" for hit in found] == ([case.fires] if case.fires else [])

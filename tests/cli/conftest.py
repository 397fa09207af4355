"""A pipeline that answers at once with a result made by hand, and the program run as a person runs it."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import pytest

import hoofprint
from hoofprint.cli import main
from hoofprint.model.face import CheckResult
from tests.export import results


class Run(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


Go = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Go:
    def go(*arguments: object) -> Run:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return go


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of whoever runs the tests plays a part: language, passwords, lists kept on this computer."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "HOOFPRINT_PASSWORD", "HOOFPRINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


class Pipeline(ModuleType):
    """Stands in for `hoofprint.pipeline`: remembers how it was called, and answers or raises."""

    def __init__(self) -> None:
        super().__init__("hoofprint.pipeline")
        self.result: CheckResult = results.result()
        self.error: Exception | None = None
        self.passwords: list[str | None] = []
        self.asked: Any = None
        self.WeakConfinement = type("WeakConfinement", (Exception,), {})
        self.Options = SimpleNamespace

    def check(
        self, paths: Sequence[Path], options: Any, ask: Callable[[Path], str | None], watch: Any
    ) -> CheckResult:
        self.asked = SimpleNamespace(paths=list(paths), options=options)
        watch.stage("Opening the acquisition")
        self.passwords.append(ask(paths[0]))
        watch.stage("Reading artifacts", 12)
        watch.advance("ios.messages", 1_422)
        if self.error:
            raise self.error
        if options.case:
            options.case.mkdir(parents=True)
            for name, data in options.reports(self.result).items():
                (options.case / name).write_bytes(data)
        return self.result


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stub = Pipeline()
    monkeypatch.setitem(sys.modules, "hoofprint.pipeline", stub)
    monkeypatch.setattr(hoofprint, "pipeline", stub, raising=False)
    return stub

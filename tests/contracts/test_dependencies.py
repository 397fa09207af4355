"""Every dependency is declared, pinned with hashes and explained; nothing of the machine that pinned it is kept."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

LOCKS = ("build", "run", "dev")


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def declared(root: Path) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normal(name) for name in project["dependencies"]}


def locked(root: Path, name: str) -> set[str]:
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {normal(found) for found in re.findall(r"^([\w.-]+)==", text, re.M)}


def imported(root: Path) -> set[str]:
    """Top-level modules that the shipped code imports and that are neither its own nor the standard library's."""
    names: set[str] = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"hoofprint"}


def test_what_is_imported_is_declared(root: Path, declared: set[str]) -> None:
    known = packages_distributions()
    undeclared = {
        name for name in imported(root) if not {normal(n) for n in known.get(name, [name])} & declared
    }
    assert undeclared == set()


def test_what_is_declared_is_pinned_for_running(root: Path, declared: set[str]) -> None:
    assert declared <= locked(root, "run")


def test_what_is_declared_is_explained(root: Path, declared: set[str]) -> None:
    text = (root / "docs/why/dependencies.md").read_text(encoding="utf-8")
    tools = (root / "requirements/dev.in").read_text(encoding="utf-8").split()
    rows = {
        normal(name) for row in re.findall(r"^\| ([\w., -]+?) \|", text, re.M) for name in row.split(", ")
    }
    assert declared | {normal(name) for name in tools} <= rows
    assert declared <= {normal(name) for name in re.findall(r"^\*\*([\w-]+)\*\*", text, re.M)}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_no_address(root: Path, name: str) -> None:
    lines = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pins = [index for index, line in enumerate(lines) if "==" in line]
    assert pins
    assert all("--hash=sha256:" in lines[index + 1] for index in pins)
    allowed = re.compile(r"^([\w.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#.*|)$")
    assert [line for line in lines if not allowed.match(line)] == []
    assert not [line for line in lines if "://" in line or "file:/" in line]

"""Small budgets that keep the code readable, and a few things that must not be written at all.

Run as `python -m tools.budgets`; it prints one line for each breach and fails if there is any. There is no list
of exceptions: what does not fit is split.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE_LINES = 300
FUNCTION_LINES = 40
ARTIFACT_LINES = 120
ARTIFACTS = re.compile(r"src/hoofprint/artifacts/(ios|android)/(?!__init__)")
BOUNDARY = "# boundary:"
FORBIDDEN_TEXT = {
    "a path of one machine": re.compile(r"(?<![\w.])/(work|home/\w+|opt/pypi)/|[.]library\b"),
    "the host of a package registry": re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs", re.I),
}
TEXT_CHECKED = {
    ".cfg",
    ".html",
    ".in",
    ".j2",
    ".md",
    ".po",
    ".pot",
    ".py",
    ".sh",
    ".toml",
    ".tsv",
    ".txt",
    ".yml",
    "",
}


def main() -> int:
    """Print every breach; the exit code is 1 if there is one."""
    breaches = [*code_breaches(ROOT), *text_breaches(ROOT)]
    sys.stdout.write("".join(f"{breach}\n" for breach in breaches))
    sys.stdout.write(f"budgets: {len(breaches)} breaches\n")
    return 1 if breaches else 0


def code_breaches(root: Path) -> Iterator[str]:
    """Breaches in the Python files that are shipped or that keep the project up; of tests, only their length."""
    for folder in ("src", "tools", "bench", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            name, source = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
            yield from source_breaches(name, source) if folder != "tests" else _too_long(name, source)


def source_breaches(name: str, source: str) -> Iterator[str]:
    """Breaches in one file, whose path inside the repository decides which budgets hold for it."""
    lines = source.splitlines()
    yield from _too_long(name, source)
    for node in ast.walk(ast.parse(source, name)):
        where = f"{name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if (size := _body_lines(node)) > FUNCTION_LINES:
                yield f"{where}: {node.name} has {size} lines without its docstring, at most {FUNCTION_LINES}"
        elif isinstance(node, ast.ExceptHandler):
            if _catches_all(node) and BOUNDARY not in lines[node.lineno - 1]:
                yield f"{where}: catches everything without naming the boundary ({BOUNDARY} why)"
        elif isinstance(node, ast.Call) and name.startswith("src/") and _name(node.func) == "print":
            yield f"{where}: print"


def _too_long(name: str, source: str) -> Iterator[str]:
    limit = ARTIFACT_LINES if ARTIFACTS.match(name) else FILE_LINES
    if (count := len(source.splitlines())) > limit:
        yield f"{name}: {count} lines, at most {limit}"


def text_breaches(root: Path) -> Iterator[str]:
    """Machine paths and registry hosts in any tracked text file; nothing where this is no git checkout."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=False)
    for name in sorted(filter(None, listed.stdout.decode().split("\0"))):
        path = root / name
        if path.suffix not in TEXT_CHECKED or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for what, pattern in FORBIDDEN_TEXT.items():
                if pattern.search(line):
                    yield f"{name}:{number}: {what}"


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, less the docstring: explaining more must not cost."""
    total = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def _catches_all(handler: ast.ExceptHandler) -> bool:
    """Whether any error at all ends here; one that is raised again, after tidying up, does not."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or _name(kind) in {"Exception", "BaseException"} for kind in kinds)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


if __name__ == "__main__":
    sys.exit(main())

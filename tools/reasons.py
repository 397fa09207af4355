"""Why something could not be read, as the rooms that read bytes say it: texts with `{1}`, `{2}` where values stand.

They leave a confined process as plain English and are known again by their form (`hoofprint.model.reasons`), so nothing
has to be marked: whatever an error of these rooms is made with is such a text.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src/hoofprint"
ROOMS = ("formats", "workers", "acquire", "artifacts")
ERRORS = {"Exception", "ValueError", "LookupError", "ConnectionResetError"}
"""Classes whose heirs give reasons, and which give some themselves."""
SAYING = {"FileDone", "_lost", "reason", "_note", "_odd"}
"""Calls that are handed a reason, or the kind of an oddity."""
COUNTED = "notes"
"""Where oddities are counted, by kind."""


def reasons() -> set[str]:
    """Every such text."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in (SOURCE / room).rglob("*.py")
    ]
    saying = _errors(trees) | SAYING
    return {
        text
        for tree in trees
        for node in ast.walk(tree)
        for given in _said(node, saying)
        for text in _texts(given)
    }


def _said(node: ast.AST, saying: set[str]) -> list[ast.expr]:
    """What an error is made with, or an oddity is counted under."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in saying:
        return node.args
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2].strip("_") == COUNTED:
        return [node.slice]
    return []


def _errors(trees: list[ast.Module]) -> set[str]:
    """Names of classes of errors, heirs of heirs too."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    names = set(ERRORS)
    while more := {name for name, of in bases.items() if of & names} - names:
        names |= more
    return names


def _texts(given: ast.expr) -> Iterator[str]:
    """The text an argument is, with numbers for its values; none where it is no sentence."""
    text = ""
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        text = given.value
    elif isinstance(given, ast.JoinedStr):
        values = 0
        for part in given.values:
            if isinstance(part, ast.Constant):
                text += str(part.value)
            else:
                values += 1
                text += f"{{{values}}}"
    if " " in text.strip() and any(word.isalpha() and len(word) > 2 for word in text.split()):
        yield text

"""Both languages say everything: catalogues complete, fresh, with equal fields, and no text beside them."""

import ast
import itertools
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from hoofprint.artifacts.registry import artifacts
from hoofprint.export.parts.voice import Voice
from hoofprint.model.record import columns
from hoofprint.model.words import MEANINGS, TEXTS, Worded
from tests.export.pages import Page
from tools import messages

QUOTED = re.compile(r"`[^`]*`")
FIELD = re.compile(r"\{[\w!.]*\}|%\(\w+\)s")


SOURCE = messages.ROOT / "src/hoofprint"
CATALOGUES = tuple(itertools.product(messages.FOUND, messages.LANGUAGES))


@pytest.fixture(scope="module")
def found() -> dict[str, messages.Found]:
    return {name: find() for name, find in messages.FOUND.items()}


@pytest.fixture(scope="module", params=CATALOGUES, ids="-".join)
def name(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A catalogue by name and language."""
    one: tuple[str, str] = request.param
    return one


@pytest.fixture(scope="module")
def catalogue(name: tuple[str, str]) -> Catalog:
    return messages.catalogue_of(name[1], name[0])


def test_catalogues_are_complete_and_fresh(
    found: dict[str, messages.Found], name: tuple[str, str], catalogue: Catalog
) -> None:
    """`make messages` renews them."""
    assert [message.id for message in catalogue if message.fuzzy] == []
    renewed = messages.merged(found[name[0]], catalogue, name[1])
    assert list(messages.missing(renewed)) == []
    path = messages.file_of(name[1], name[0])
    assert messages.as_po(renewed) == path.read_text(encoding="utf-8")
    assert messages.as_mo(renewed) == path.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_column_of_every_artifact_says_what_it_means(language: str) -> None:
    """In English in its record type, and in the language asked for wherever columns are shown."""
    voice = Voice(language)
    for artifact in artifacts().values():
        for column in columns(artifact.record):
            assert column.meaning, f"{artifact.id}: {column.name} says nothing"
            said = voice.meant(column.meaning)
            assert said != column.meaning or column.meaning in SAME, f"{artifact.id}: {column.name}"


SAME = {"GUID", "LID", "MD5", "SHA-1", "SHA-256", "iMessage, SMS, RCS"}
"""Meanings that are names only."""


def test_names_in_meanings_stay(catalogue: Catalog, name: tuple[str, str]) -> None:
    """What stands between backticks is written in the evidence: it is the same in every language."""
    for message in catalogue:
        if name[0] == MEANINGS and message.id:
            assert sorted(QUOTED.findall(message.string)) == sorted(QUOTED.findall(message.id)), message.id


def test_fields_are_the_same(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id or not message.string:
            continue
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        allowed = {field for text in texts for field in FIELD.findall(text)}
        for text, form in zip(texts, forms, strict=True):
            assert set(FIELD.findall(form)) == set(FIELD.findall(text)) or (
                len(texts) > 1 and set(FIELD.findall(form)) <= allowed
            ), text
            assert text[:1].isspace() == form[:1].isspace() and text[-1:].isspace() == form[-1:].isspace(), (
                text
            )
            assert text.endswith(".") == form.endswith("."), text


def test_short_words_do_not_run_away(catalogue: Catalog) -> None:
    """A translation three times as long as its text is a mistake, or does not fit where the text stands."""
    for message in catalogue:
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
            assert len(message.string) <= 2.6 * len(message.id) + 12, message.id


SPEAKING = ("cli", "export")
MARKERS = {"N_", "gettext", "ngettext", "here", "say"}
SENTENCE = re.compile(r"[a-z]{2,}[,:;]? [a-z]{2,}", re.I)
TYPE = re.compile(r"\w+\[")
NOT_SAID = {
    "Access Now, Digital Security Helpline": "a name",
    "Amnesty International, Security Lab": "a name",
    "The Citizen Lab, University of Toronto": "a name",
    "Front Line Defenders": "a name",
    "R3D: Red en Defensa de los Derechos Digitales": "a name",
    "bold red": "a style",
    "bold yellow": "a style",
    "not testable": "a code of the machine-readable face",
    "below path": "a code of the machine-readable face",
    "file name": "a code of the machine-readable face",
    "not kept in": "how a reason begins, compared with",
    "encrypted backup": "a code of what was built",
    "Network activity": "a category of MISP",
    "Payload delivery": "a category of MISP",
    "Artifacts dropped": "a category of MISP",
    "Mobile phone": "a kind of device in CASE",
    "hoofprint timeline": "a command",
    " is left out of this program": "an error that only libraries meet",
    "Build Version": "a key of MVT",
    "Last Backup Date": "a key of MVT",
    "Product Name": "a key of MVT",
    "Product Type": "a key of MVT",
    "Product Version": "a key of MVT",
    "UTC Timestamp": "a column of MVT",
    "Event Time": "a column of MVT",
    "seal opened": "an act in the custody log, a code",
    "blind pack made": "an act in the custody log, a code",
    "findings, evidence, sightings, coverage": "names of tables",
    "Hoofprint finding": "a kind of time in Timesketch, by which its analyzers select",
}
"""Literals that look like sentences and are not for people."""


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Text in code that looks like a sentence, is no docstring, and stands in no call that marks it."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        if (
            isinstance(node, ast.keyword) and node.arg == "read"
        ):  # where whoever renews addresses of help finds them
            passed.update(id(part) for part in ast.walk(node))
        name = ""
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in MARKERS:
            passed.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed
            and SENTENCE.search(node.value)
            and not TYPE.search(node.value)
        ):
            yield node


def test_no_sentence_escapes_the_translators(root: Path) -> None:
    escaped = []
    for room in SPEAKING:
        for path in sorted((root / "src/hoofprint" / room).rglob("*.py")):
            for literal in literals(ast.parse(path.read_text(encoding="utf-8"))):
                if literal.value not in NOT_SAID:
                    escaped.append(f"{path.relative_to(root)}:{literal.lineno}: {literal.value[:60]}")
    assert escaped == []


TEMPLATES = ("report.html.j2", "report.macros.j2")


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_hold_no_words_of_their_own(root: Path, name: str) -> None:
    source = (root / "src/hoofprint/export" / name).read_text(encoding="utf-8")
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)
    page = Page(bare) if "<html" in bare else None
    text = page.text if page else re.sub(r"<[^>]*>", " ", bare)
    words = set(re.findall(r"[A-Za-z]{2,}", text)) - {"SHA"}
    assert words == set(), 'write {{ _("...") }}'
    attributes = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', bare)
    assert not [value for value in attributes if re.search("[A-Za-z]", value)]


def test_borrowed_texts_are_clicks_own() -> None:
    import click

    from hoofprint.cli import borrowed

    sources = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    for text in [*borrowed.TEXTS, *(text for pair in borrowed.PAIRS for text in pair)]:
        assert f'"{text}"' in sources, text


def test_no_text_has_odd_fields(found: dict[str, messages.Found]) -> None:
    """Fields are plain names: templates are filled by name only."""
    from hoofprint.cli import borrowed

    foreign = {*borrowed.TEXTS, *(pair[0] for pair in borrowed.PAIRS)}
    for text in found[TEXTS]:
        for one in [text] if isinstance(text, str) else text:
            if one in foreign or (not isinstance(text, str) and text[0] in foreign):
                continue
            for _, name, spec, conversion in string.Formatter().parse(one):
                assert name is None or (name.isidentifier() and not spec and not conversion), one


def worded() -> Iterator[tuple[Path, ast.Call]]:
    """Every place where an error is made that people read."""
    trees = [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(SOURCE.rglob("*.py"))]
    names, before = {Worded.__name__}, 0
    while len(names) > before:
        before = len(names)
        for _, tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & names:
                    names.add(node.name)
    for path, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in names:
                yield path, node


def test_no_error_escapes_the_translators() -> None:
    """The text of an error that a person reads is marked; values and reasons stand beside it, not in it."""
    made = list(worded())
    assert len(made) > 50
    composed = (ast.JoinedStr, ast.BinOp)
    escaped = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path, call in made
        if call.args and (isinstance(call.args[0], composed) or _unmarked(call.args[0]))
    ]
    assert escaped == []


def _unmarked(told: ast.expr) -> bool:
    return isinstance(told, ast.Constant) and told.value != ""

"""The budgets hold, and the check that watches over them notices when they do not."""

from pathlib import Path

import pytest

from tools import budgets


def test_the_repository_keeps_its_budgets(root: Path) -> None:
    assert [*budgets.code_breaches(root), *budgets.text_breaches(root)] == []


@pytest.mark.parametrize(
    ("name", "source", "says"),
    [
        ("src/hoofprint/a.py", "x = 1\n" * 301, "301 lines, at most 300"),
        ("src/hoofprint/artifacts/ios/a.py", "x = 1\n" * 121, "121 lines, at most 120"),
        ("src/hoofprint/a.py", "def f():\n" + "    x = 1\n" * 40, "f has 41 lines"),
        ("src/hoofprint/a.py", "try:\n    pass\nexcept Exception:\n    pass\n", "boundary"),
        ("src/hoofprint/a.py", "try:\n    pass\nexcept (OSError, Exception):\n    pass\n", "boundary"),
        ("src/hoofprint/a.py", "try:\n    pass\nexcept:\n    pass\n", "boundary"),
        ("src/hoofprint/a.py", "print(1)\n", "print"),
    ],
)
def test_a_breach_is_named(name: str, source: str, says: str) -> None:
    (breach,) = budgets.source_breaches(name, source)
    assert breach.startswith(name) and says in breach


@pytest.mark.parametrize(
    "source",
    [
        'def f():\n    """' + "Long.\n" * 60 + '"""\n',
        "try:\n    pass\nexcept Exception:  # boundary: hostile bytes\n    pass\n",
        "try:\n    pass\nexcept OSError:\n    pass\n",
        "try:\n    pass\nexcept BaseException:\n    tidy()\n    raise\n",
        "pprint(1)\n",
    ],
)
def test_what_is_allowed_passes(source: str) -> None:
    assert list(budgets.source_breaches("src/hoofprint/a.py", source)) == []


@pytest.mark.parametrize("words", [("see ", "work", "x"), ("", "home", "someone", "x"), ("from pypi", "org")])
def test_machine_paths_and_registry_hosts_are_found(words: tuple[str, ...]) -> None:
    text = ("." if "pypi" in words[0] else "/").join(words)  # whole, this file would be a breach itself
    assert any(pattern.search(text) for pattern in budgets.FORBIDDEN_TEXT.values())


@pytest.mark.parametrize(
    "words",
    [
        ("https:", "", "example.org", "work", "x"),
        ("", "private", "var", "mobile", "Library", "SMS", "sms.db"),
    ],
)
def test_device_paths_and_addresses_are_no_machine_paths(words: tuple[str, ...]) -> None:
    text = "/".join(words)
    assert not any(pattern.search(text) for pattern in budgets.FORBIDDEN_TEXT.values())

"""What every test may use: the folder of real files, steady property tests, a switch to rewrite expectations."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# The same inputs on every run and machine: a red test means a change, never bad luck.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the expected results beside the fixtures instead of comparing with them",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and published indicators that lies beside a full checkout."""
    if not SHARED.is_dir():
        pytest.skip("no folder 'shared' beside the repository: tests on real files need it")
    return SHARED


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """True when `make golden` asks for the expected results to be rewritten."""
    return bool(request.config.getoption("--update-goldens"))

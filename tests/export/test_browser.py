"""The page in a real browser, where one is installed: no script, no request, no violation of its own policy."""

import shutil
import subprocess
from pathlib import Path

import pytest

from hoofprint.export import html, inert
from tests.export import results
from tests.export.pages import Page

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no chromium here: the page is checked by a parser only"
)


def dump(source: str, folder: Path) -> tuple[str, str]:
    """What the browser made of the page, and what it logged."""
    page = folder / "report.html"
    page.write_text(source, encoding="utf-8")
    run = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            "--enable-logging=stderr", "--log-level=0", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return run.stdout, run.stderr


def test_the_browser_would_tell(tmp_path: Path) -> None:
    source = html.render(results.result(), "en").replace(
        "<main>", "<main><script>document.title = 1</script>"
    )
    assert "Content Security Policy" in dump(source, tmp_path)[1]


@pytest.mark.parametrize("attack", results.ATTACKS[1:3])
def test_nothing_runs_and_nothing_is_asked_for(attack: str, tmp_path: Path) -> None:
    dom, log = dump(html.render(results.hostile(attack), "es"), tmp_path)
    assert "Content Security Policy" not in log and "CONSOLE" not in log
    shown = [words.text for words in Page(dom).words if "bdi" in words.inside]
    assert f"+1 555 0142 {attack}" in {inert.original(text) for text in shown}

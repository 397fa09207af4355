"""Lists are fetched only when asked, pinned by hash, all or nothing, from a server on this machine."""

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hoofprint.detect.indicators import fetch as fetching
from hoofprint.detect.indicators import update as updating
from hoofprint.detect.indicators.fetch import FetchError, fetcher
from hoofprint.detect.indicators.update import Status, UpdateError, installed, read_lock, update

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class Site:
    """A small web site: path -> content, or a status to answer, or an address to send on to."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | int | str] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                page = site.pages.get(self.path, 404)
                if isinstance(page, str):
                    self.send_response(302)
                    self.send_header("Location", page)
                    self.end_headers()
                elif isinstance(page, int):
                    self.send_error(page)
                else:
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(page)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def index(self, *names: str) -> None:
        entries = "".join(
            f"  -\n    type: github\n    name: {name}\n    github:\n      owner: someone\n      repo: lists\n"
            f"      branch: main\n      path: {name}/domains.txt\n"
            for name in names
        )
        self.pages["/indicators.yaml"] = ("indicators:\n" + entries).encode()

    def list(self, name: str, count: int, first: int = 0) -> None:
        text = "".join(f"d{n}.example\n" for n in range(first, first + count))
        self.pages[f"/someone/lists/main/{name}/domains.txt"] = text.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()
    site.thread.join()


def run(site: Site, store: Path, **more: bool) -> dict[str, Status]:
    results = update(
        store,
        NOW,
        index=site.url + "/indicators.yaml",
        raw=site.url,
        fetch=fetcher(loopback_http=True),
        **more,  # type: ignore[arg-type]
    )
    return {result.name: result.status for result in results}


def test_lists_are_fetched_pinned_and_loaded(site: Site, tmp_path: Path) -> None:
    site.index("one", "two")
    site.list("one", 10)
    site.list("two", 5, first=100)
    assert run(site, tmp_path) == {"one": Status.NEW, "two": Status.NEW}
    lock = read_lock(tmp_path)
    data = (tmp_path / lock.sets[0].file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == lock.sets[0].sha256
    assert (lock.sets[0].indicators, lock.sets[0].fetched) == (10, "2026-01-02T03:04:05Z")
    assert [(one.name, len(one.indicators)) for one in installed(tmp_path)] == [("one", 10), ("two", 5)]
    assert run(site, tmp_path) == {"one": Status.UNCHANGED, "two": Status.UNCHANGED}


def test_a_grown_list_replaces_the_former_one(site: Site, tmp_path: Path) -> None:
    site.index("one")
    site.list("one", 10)
    run(site, tmp_path)
    site.list("one", 12)
    assert run(site, tmp_path) == {"one": Status.UPDATED}
    assert len(installed(tmp_path)[0].indicators) == 12
    assert len(list(tmp_path.glob("*.list"))) == 1


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_shrunken_list_leaves_the_former_one(site: Site, tmp_path: Path, count: int) -> None:
    site.index("one")
    site.list("one", 10)
    run(site, tmp_path)
    site.list("one", count)
    assert run(site, tmp_path) == {"one": Status.KEPT}
    assert len(installed(tmp_path)[0].indicators) == 10
    if count:
        assert run(site, tmp_path, accept_shrunk=True) == {"one": Status.UPDATED}
        assert len(installed(tmp_path)[0].indicators) == count


def test_a_small_loss_is_no_shrinking(site: Site, tmp_path: Path) -> None:
    site.index("one")
    site.list("one", 10)
    run(site, tmp_path)
    site.list("one", 8)
    assert run(site, tmp_path) == {"one": Status.UPDATED}


@pytest.mark.parametrize(
    "page", [500, 404, b"<html>not a list</html>", b"", b"Just some words\nand more of them\n"]
)
def test_a_failing_list_leaves_the_former_one_and_the_others(
    site: Site, tmp_path: Path, page: bytes | int
) -> None:
    site.index("one", "two")
    site.list("one", 10)
    site.list("two", 5)
    run(site, tmp_path)
    site.pages["/someone/lists/main/one/domains.txt"] = page
    site.list("two", 6)
    assert run(site, tmp_path) == {"one": Status.KEPT, "two": Status.UPDATED}
    assert [len(one.indicators) for one in installed(tmp_path)] == [10, 6]


def test_a_list_that_never_came_is_said_to_have_failed(site: Site, tmp_path: Path) -> None:
    site.index("one")
    assert run(site, tmp_path) == {"one": Status.FAILED}
    assert installed(tmp_path) == []


@pytest.mark.parametrize("page", [500, b"", b"- just\n- a list\n", b"a: &b c\n"])
def test_without_a_usable_index_nothing_changes(site: Site, tmp_path: Path, page: bytes | int) -> None:
    site.index("one")
    site.list("one", 10)
    run(site, tmp_path)
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    site.pages["/indicators.yaml"] = page
    with pytest.raises(UpdateError, match="index"):
        run(site, tmp_path)
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before


def test_a_list_the_index_dropped_is_kept(site: Site, tmp_path: Path) -> None:
    site.index("one", "two")
    site.list("one", 10)
    site.list("two", 5)
    run(site, tmp_path)
    site.index("two")
    assert run(site, tmp_path) == {"two": Status.UNCHANGED, "one": Status.KEPT}
    assert len(installed(tmp_path)) == 2


def test_an_interrupted_update_leaves_the_former_state(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.index("one")
    site.list("one", 10)
    run(site, tmp_path)
    site.list("one", 20)
    real = updating._write

    def breaks(path: Path, data: bytes) -> None:
        if path.name == updating.LOCK:
            raise KeyboardInterrupt
        real(path, data)

    monkeypatch.setattr(updating, "_write", breaks)
    with pytest.raises(KeyboardInterrupt):
        run(site, tmp_path)
    assert len(installed(tmp_path)[0].indicators) == 10
    monkeypatch.setattr(updating, "_write", real)
    assert run(site, tmp_path) == {"one": Status.UPDATED}


def test_a_changed_file_in_the_store_is_not_used(site: Site, tmp_path: Path) -> None:
    site.index("one")
    site.list("one", 10)
    run(site, tmp_path)
    (tmp_path / read_lock(tmp_path).sets[0].file).write_text("planted.example\n")
    (one,) = installed(tmp_path)
    assert not one.indicators and "was changed" in one.rejected[0].reason
    assert run(site, tmp_path) == {"one": Status.UPDATED}
    assert len(installed(tmp_path)[0].indicators) == 10


def test_a_damaged_lock_is_reported(tmp_path: Path) -> None:
    (tmp_path / updating.LOCK).write_text("{")
    with pytest.raises(UpdateError, match="cannot be read"):
        installed(tmp_path)


def test_an_empty_store_holds_nothing(tmp_path: Path) -> None:
    assert installed(tmp_path / "absent") == []


def test_one_update_at_a_time(site: Site, tmp_path: Path) -> None:
    with updating._exclusively(tmp_path), pytest.raises(UpdateError, match="another update"):
        run(site, tmp_path)


def test_addresses_in_an_index_cannot_lead_elsewhere(site: Site, tmp_path: Path) -> None:
    site.pages["/indicators.yaml"] = (
        b"indicators:\n"
        b"  -\n    type: github\n    name: up\n    github:\n      owner: a\n      repo: ..\n"
        b"      branch: m\n      path: x\n"
        b"  -\n    type: download\n    name: plain\n    download_url: http://other.example/x\n"
        b"  -\n    type: download\n    name: local\n    download_url: file:///etc/passwd\n"
    )
    assert run(site, tmp_path) == {"plain": Status.FAILED, "local": Status.FAILED}
    assert site.asked == ["/indicators.yaml"]


class TestFetch:
    def test_only_encrypted_addresses(self) -> None:
        for url in ("http://127.0.0.1:1/x", "ftp://a.example/x", "file:///etc/passwd", "x"):
            with pytest.raises(FetchError, match="only https"):
                fetcher()(url, 10)

    def test_a_redirect_cannot_leave_what_is_allowed(self, site: Site) -> None:
        site.pages["/a"] = "http://other.example/b"
        with pytest.raises(FetchError, match="only https"):
            fetcher(loopback_http=True)(site.url + "/a", 10)

    def test_a_redirect_within_is_followed(self, site: Site) -> None:
        site.pages |= {"/a": "/b", "/b": b"here"}
        assert fetcher(loopback_http=True)(site.url + "/a", 10) == b"here"

    def test_size_is_bounded_whatever_is_announced(self, site: Site) -> None:
        site.pages["/a"] = b"x" * 100
        with pytest.raises(FetchError, match="more than"):
            fetcher(loopback_http=True)(site.url + "/a", 99)

    def test_a_silent_server_is_given_up(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fetching, "SECONDS", 0.05)
        silent = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # accepts, never answers
        try:
            with pytest.raises(FetchError, match="no connection"):
                fetcher(loopback_http=True)(f"http://127.0.0.1:{silent.server_address[1]}/", 10)
        finally:
            silent.server_close()

    def test_the_request_says_nothing_about_the_asker(self, site: Site) -> None:
        seen: dict[str, str] = {}
        handler = site.server.RequestHandlerClass
        original = handler.do_GET  # type: ignore[attr-defined]

        def record(self: BaseHTTPRequestHandler) -> None:
            seen.update(self.headers.items())
            original(self)

        handler.do_GET = record  # type: ignore[attr-defined]
        site.pages["/a"] = b"x"
        fetcher(loopback_http=True)(site.url + "/a", 10)
        assert seen["User-Agent"] == "hoofprint"
        assert set(seen) <= {"User-Agent", "Accept-Encoding", "Host", "Connection"}

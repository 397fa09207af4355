"""The only code of this tool that talks to a network: plain GET requests, encrypted, bounded in size and time."""

import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit

SECONDS = 30
"""Longest silence of a server."""
BLOCK = 256 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "::1")
Fetch = Callable[[str, int], bytes]
"""URL and the most bytes to accept -> content. Raises `FetchError`."""


class FetchError(Exception):
    """Nothing usable came; the message says why, in plain words."""


def fetcher(*, loopback_http: bool = False) -> Fetch:
    """A `Fetch` for https addresses. `loopback_http` allows unencrypted servers on this machine, for tests."""

    def check(url: str) -> None:
        parts = urlsplit(url)
        local = loopback_http and parts.scheme == "http" and parts.hostname in LOOPBACK
        if parts.scheme != "https" and not local:
            raise FetchError(f"only https addresses are fetched, not {url[:200]}")

    class Redirects(urllib.request.HTTPRedirectHandler):
        def redirect_request(
            self,
            req: urllib.request.Request,
            fp: IO[bytes],
            code: int,
            msg: str,
            headers: HTTPMessage,
            newurl: str,
        ) -> urllib.request.Request | None:
            check(newurl)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    def fetch(url: str, most: int) -> bytes:
        check(url)
        opener = urllib.request.build_opener(Redirects())
        request = urllib.request.Request(
            url, headers={"User-Agent": "hoofprint", "Accept-Encoding": "identity"}
        )
        try:
            with opener.open(request, timeout=SECONDS) as answer:
                return _bounded(answer.read, most)
        except urllib.error.HTTPError as error:
            raise FetchError(f"the server answered {error.code} {error.reason}") from error
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise FetchError(f"no connection, or it broke off: {reason}") from error

    return fetch


def _bounded(read: Callable[[int], bytes], most: int) -> bytes:
    parts, size = [], 0
    while part := read(BLOCK):
        size += len(part)
        if size > most:
            raise FetchError(f"more than {most // 1024**2} MB")
        parts.append(part)
    return b"".join(parts)

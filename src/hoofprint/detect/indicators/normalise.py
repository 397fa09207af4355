"""One spelling for each kind of value, so that a published value and an observed one can simply be equal.

Every function takes text as somebody wrote it and gives the normal form, or None where it is no such value.
What was decided, and why, stands in docs/reference/matching.md.
"""

import ipaddress
import re
import unicodedata
import uuid
from functools import lru_cache

import idna

from hoofprint.model.record import Observable

HOST = re.compile(r"(?:[a-z0-9_][a-z0-9_-]*+\.)++(?:[a-z][a-z0-9]++|xn--[a-z0-9-]++)")
"""A host of at least two labels in normal form; the last label holds no number, as no top-level name does."""
IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)")
RANGE = re.compile(r"[0-9a-f.:]+/\d{1,3}")
MAIL = re.compile(r"[^\s@<>\"(),:;\[\]]{1,64}@[^\s@<>\"(),:;\[\]/]{1,253}")
HEX = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})")
PHONE = re.compile(r"(\+|00)?\d{5,15}")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):(?=//)")
PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}
LINKED = (("/var", "/private/var"), ("/tmp", "/private/var/tmp"), ("/etc", "/private/etc"))
"""Links every iPhone has at its root: both spellings name the same file."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that take no room on the screen: they hide in copied links."""
_DOTS = {0x3002: ".", 0xFF0E: ".", 0xFF61: "."}
_RESPELL: dict[int, str | None] = {**dict.fromkeys(map(ord, INVISIBLE)), **_DOTS}
_FANGS = re.compile(r"\s?[\[({]\s?(?:(\.|dot)|(@|at)|(:)(?=[\])}]?//)|(://))\s?[\])}]?\s?", re.IGNORECASE)
_HXXP = re.compile(r"\bh(?:xx|\*\*|tt)p(s?)(?=:|\[:)", re.IGNORECASE)


def _fang(found: re.Match[str]) -> str:
    return "." if found[1] else "@" if found[2] else ":" if found[3] else "://"


def refang(text: str) -> str:
    """Text with what analysts do to links undone: `hxxp`, `[.]`, `(dot)`, `[at]`, `[:]//`, invisible characters,
    full-width letters and ideographic dots."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_RESPELL))
    return _unfanged(text)


def _unfanged(text: str) -> str:
    if "[" in text or "(" in text or "{" in text:
        text = _FANGS.sub(_fang, text)
    return _HXXP.sub(r"http\1", text)


@lru_cache(maxsize=4096)
def punycode(host: str) -> str:
    """A host with Unicode labels as its ASCII form (UTS 46); labels the rules refuse are encoded as they stand."""
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        labels = (host.lower() if len(host) < 1024 else "").split(".")
        return ".".join(x if x.isascii() else "xn--" + x.encode("punycode").decode("ascii") for x in labels)


def host(text: str) -> str | None:
    """A host name: lower case, punycode, without scheme, user, port, path or trailing dot."""
    if HOST.fullmatch(text):
        return text
    name = refang(text.strip()).lower().partition("//")[2] or refang(text.strip()).lower()
    name = re.split(r"[/?#\\]", name, maxsplit=1)[0].rpartition("@")[2]
    name = re.sub(r":\d{0,5}$", "", name).strip(".").removeprefix("*.")
    if not name.isascii():
        name = punycode(name)
    return name if HOST.fullmatch(name) and len(name) <= 253 else None


def ip(text: str) -> str | None:
    """An address: IPv4 as four numbers, IPv6 in its shortest form; without brackets, port or zone."""
    name = refang(text.strip()).partition("//")[2] or refang(text.strip())
    name = re.split(r"[/?#%]", name, maxsplit=1)[0].rpartition("@")[2]
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if IPV4.fullmatch(name):
        return name
    if ":" not in name:
        return None
    try:
        return ipaddress.IPv6Address(name).compressed
    except ValueError:
        return None


def url(text: str) -> str | None:
    """A link: scheme and host lower case, the scheme's own port and the fragment dropped, never an empty path. The
    path stays as it was written."""
    text = _unfanged(text.strip().strip("<>"))
    scheme = SCHEME.match(text.lower())
    rest = text[scheme.end() + 2 :] if scheme else text.removeprefix("//")
    authority, tail = _cut(rest)
    name = host(authority) or ip(authority)
    if name is None or (not scheme and not tail):
        return None
    port = re.search(r":(\d{1,5})$", authority)
    known = PORTS.get(scheme[1]) if scheme else None
    shown = f":{port[1]}" if port and port[1] != known and (scheme or port[1] not in ("80", "443")) else ""
    shown_name = f"[{name}]" if ":" in name else name
    path = tail.partition("#")[0]
    path = path if path.startswith("/") else "/" + path
    return f"{scheme[1] if scheme else 'http'}://{shown_name}{shown}{path}"


def _cut(rest: str) -> tuple[str, str]:
    """Authority and what follows it."""
    found = re.search(r"[/?#\\]", rest)
    return (rest[: found.start()], rest[found.start() :]) if found else (rest, "")


def email(text: str) -> str | None:
    """A mail address in lower case, without `mailto:`; its domain in punycode."""
    address = refang(text.strip().strip("<>")).lower().removeprefix("mailto:")
    if not MAIL.fullmatch(address):
        return None
    name, _, domain = address.rpartition("@")
    return f"{name}@{host(domain) or domain.strip('.')}"


def phone(text: str) -> str | None:
    """A phone number as digits, with `+` where it was written with one or with `00`."""
    digits = re.sub(r"[\s().\u00a0/-]", "", text.strip().removeprefix("tel:"))
    if not PHONE.fullmatch(digits):
        return None
    return (
        "+" + digits.lstrip("+").removeprefix("00") if digits[:2] in ("00",) or digits[0] == "+" else digits
    )


def path(text: str) -> str | None:
    """A path or file name: single slashes, no slash at the end, `/var` and `/tmp` as the folders they link to."""
    name = (
        re.sub(r"/{2,}", "/", text.strip().strip("\"'")).rstrip("/").removeprefix("file:").removeprefix("~/")
    )
    if (
        not name
        or len(name) > 4096
        or "\x00" in name
        or "\\" in name
        or re.match(r"[A-Za-z]:|%[A-Z]+%", name)
    ):
        return None
    if name.startswith(("private/var", "private/etc", "var/", "data/local/")):
        name = "/" + name
    for link, real in LINKED:
        if name == link or name.startswith(link + "/"):
            return real + name[len(link) :]
    return name


def process(text: str) -> str | None:
    """A process name as published: case matters, inner blanks stay."""
    name = text.strip()
    return name if name and len(name) <= 255 and "/" not in name and name.isprintable() else None


def file_hash(text: str) -> str | None:
    """An MD5, SHA-1, SHA-256, SHA-384 or SHA-512 value in lower case, without colons."""
    digest = text.strip().lower().replace(":", "").removeprefix("0x")
    return digest if HEX.fullmatch(digest) else None


def profile(text: str) -> str | None:
    """A configuration profile's identifier in lower case; a UUID also without braces."""
    name = text.strip().strip("{}").lower()
    try:
        return str(uuid.UUID(name)) if len(name) in (32, 36) else name or None
    except ValueError:
        return name


def word(text: str) -> str | None:
    """A bundle id, package name or account handle: one printable word, as published."""
    name = text.strip()
    return name if 3 <= len(name) <= 255 and name.isprintable() and not re.search(r"[\s/]", name) else None


def account(text: str) -> str | None:
    """A service's own handle in lower case, without the `@` some services write before it."""
    name = word(text.strip().removeprefix("@"))
    return name.lower() if name else None


BY_KIND = {
    Observable.URL: url,
    Observable.DOMAIN: host,
    Observable.IP: ip,
    Observable.EMAIL: email,
    Observable.PHONE: phone,
    Observable.ACCOUNT: account,
    Observable.PROCESS: process,
    Observable.PATH: path,
    Observable.BUNDLE: word,
    Observable.FILE_HASH: file_hash,
    Observable.CERT_HASH: file_hash,
    Observable.PROFILE: profile,
}


def value(kind: Observable, text: str) -> tuple[Observable, str] | None:
    """The kind and normal form of a published value. A kind can turn out narrower than the publisher said: a "domain"
    that is an address, or has a path; an "account" that is a mail address. None: no such value, or damaged."""
    if kind is Observable.DOMAIN and HOST.fullmatch(text):
        return kind, text
    if "\ufffd" in text:
        return None
    if kind is Observable.DOMAIN:
        return _host_like(text)
    if kind is Observable.ACCOUNT:
        for narrower, normal in ((Observable.EMAIL, email(text)), (Observable.PHONE, phone(text))):
            if normal:
                return narrower, normal
    if RANGE.fullmatch(text.strip()) and kind in (Observable.IP, Observable.URL):
        return None
    normal = BY_KIND[kind](text)
    if normal is None and kind in (Observable.IP, Observable.URL):
        return _host_like(text)
    return (kind, normal) if normal else None


def _host_like(text: str) -> tuple[Observable, str] | None:
    plain = refang(text.strip())
    if RANGE.fullmatch(plain):
        return None
    _, tail = _cut(plain.partition("//")[2] or plain)
    if tail.strip("/"):
        link = url(plain)
        return (Observable.URL, link) if link else None
    address = ip(plain)
    if address:
        return Observable.IP, address
    name = host(plain)
    return (Observable.DOMAIN, name) if name else None

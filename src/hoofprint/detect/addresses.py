"""Host and port of an address found in a record, without opening anything and without trusting its form."""

from urllib.parse import urlsplit


def host_port(url: str | None) -> tuple[str, int | None]:
    """Lower-case host and explicit port; empty and None where the text is no address."""
    try:
        parts = urlsplit(url or "")
        return (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "", None


def scheme(url: str | None) -> str:
    """`http`, `https`, or whatever stands before the colon."""
    return (url or "").partition(":")[0].casefold()


def extra_labels(host: str, listed: str) -> int:
    """How many labels stand before the listed name: 2 for `a.b.example.org` and `example.org`."""
    if not host.endswith(f".{listed}"):
        return 0
    return host.removesuffix(f".{listed}").count(".") + 1

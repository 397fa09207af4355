"""What a file is by its first bytes, and whether its name agrees.

Only kinds whose beginnings are published in their own specifications; a name without an extension agrees with any.
"""

FIRST = 64
"""Bytes that are looked at."""
BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF8", "gif"),
    (0, b"8BPS", "psd"),
    (0, b"%PDF", "pdf"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"BM", "bmp"),
    (0, b"\x97JB2", "jbig2"),
    (0, b"\0\0\0\x0cjP  ", "jpeg2000"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"bplist", "plist"),
    (0, b"BEGIN:VCARD", "vcard"),
    (0, b"BEGIN:VCALENDAR", "calendar"),
    (0, b"caff", "caf"),
    (0, b"#!AMR", "amr"),
    (0, b"ID3", "mp3"),
    (0, b"OggS", "ogg"),
    (0, b"SQLite format 3\0", "sqlite"),
    (0, b"\xcf\xfa\xed\xfe", "mach-o"),
    (0, b"\xca\xfe\xba\xbe", "mach-o"),
    (0, b"\x7fELF", "elf"),
    (0, b"MZ", "exe"),
    (0, b"<?xml", "xml"),
    (0, b"<!DOCTYPE", "html"),
    (0, b"<html", "html"),
    (8, b"WEBP", "webp"),
    (8, b"WAVE", "wav"),
    (4, b"ftyphei", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftypmsf1", "heic"),
    (4, b"ftypavif", "avif"),
    (4, b"ftypM4A", "m4a"),
    (4, b"ftypqt", "movie"),
    (4, b"ftyp", "movie"),
    (4, b"moov", "movie"),
    (4, b"mdat", "movie"),
    (4, b"wide", "movie"),
)
"""Place, bytes and kind; the first that fits."""
NAMES: dict[str, str] = {
    **dict.fromkeys(("jpg", "jpeg", "jpe"), "jpeg"),
    **dict.fromkeys(("tif", "tiff", "dng"), "tiff"),
    **dict.fromkeys(("heic", "heif", "heics"), "heic"),
    **dict.fromkeys(("mov", "mp4", "m4v", "3gp", "3gpp", "qt"), "movie"),
    **dict.fromkeys(
        ("zip", "pkpass", "pages", "numbers", "key", "docx", "xlsx", "pptx", "usdz", "epub", "ipa"), "zip"
    ),
    **dict.fromkeys(("vcf", "vcard"), "vcard"),
    **dict.fromkeys(("htm", "html"), "html"),
    **dict.fromkeys(("gz", "tgz"), "gzip"),
    **{
        name: name
        for name in ("png", "gif", "psd", "pdf", "bmp", "webp", "caf", "amr", "mp3", "wav", "m4a", "avif")
    },
    "ics": "calendar",
    "jp2": "jpeg2000",
    "plist": "plist",
}
"""What an extension promises; of others nothing is said."""


def kind(start: bytes) -> str | None:
    """The kind by the first bytes; `empty`, or None for none that is known here."""
    if not start:
        return "empty"
    return next((name for at, mark, name in BEGINNINGS if start[at : at + len(mark)] == mark), None)


def agrees(extension: str, found: str | None) -> bool | None:
    """Whether the extension (without its dot) promises what was found; None where either says nothing."""
    promised = NAMES.get(extension.lower())
    return None if promised is None or found in (None, "empty") else promised == found

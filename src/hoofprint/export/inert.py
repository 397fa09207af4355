"""Evidence text made inert: one function for each place it is shown in. Nothing is dropped, only made visible.

Whoever had control of a phone could choose every name, message and address on it. In a terminal such text can
move the cursor or hide lines, in a spreadsheet it can become a formula, and anywhere it can reverse the order of
letters so that `gpj.exe` reads as `exe.jpg`. Escapes are those of Python and JSON (`\\x1b`, `\\u202e`), with the
backslash itself doubled, so that the original can always be told from its escaped form.
"""

import re
import unicodedata

SHORTEST_FORM = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that a reader cannot see as what they are: controls, direction marks, surrogates, unassigned."""
FORMULA = re.compile(r"^[\s\x00-\x20]*[=+\-@\t\r|%]")
"""What spreadsheets take for a formula: OWASP, "CSV injection"; white space in front does not help."""


def _escaped(char: str) -> str:
    code = ord(char)
    if char in SHORTEST_FORM:
        return SHORTEST_FORM[char]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _visible(text: str) -> str:
    """Every character that has no shape of its own, and the backslash, as an escape."""
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text
    return "".join(
        _escaped(char) if char == "\\" or unicodedata.category(char) in UNSEEN else char for char in text
    )


def terminal(text: str) -> str:
    """For a terminal: one line without controls, escape sequences or marks that change the reading direction."""
    return _visible(text)


def html(text: str) -> str:
    """For a page: as on the terminal. Angle brackets and quotes are the template's own automatic escaping."""
    return _visible(text)


def log(text: str) -> str:
    """For a log or an error message: one line, so that evidence cannot write a line of its own."""
    return _visible(text)


def csv(text: str) -> str:
    """For a cell of a spreadsheet: visible, and never a formula; an apostrophe marks a cell that looked like one."""
    shown = _visible(text)
    return f"'{shown}" if FORMULA.match(text) or FORMULA.match(shown) else shown


def original(shown: str) -> str:
    """The text that `terminal`, `html` or `log` made visible."""
    return re.sub(
        r"\\(?:(\\)|([nrt])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))",
        lambda m: (
            "\\"
            if m[1]
            else {"n": "\n", "r": "\r", "t": "\t"}[m[2]]
            if m[2]
            else chr(int(m[3] or m[4] or m[5], 16))
        ),
        shown,
    )

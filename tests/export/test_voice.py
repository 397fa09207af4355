"""Sentences: filled by name only, evidence kept apart, times and spans written one way."""

import pytest

from hoofprint.export.parts.voice import Piece, Voice

EN = Voice("en")


def test_evidence_is_a_piece_of_its_own() -> None:
    assert EN.said("{service} from {handle}", {"service": "SMS", "handle": "{text} {0}"}) == (
        Piece("SMS", True),
        Piece(" from ", False),
        Piece("{text} {0}", True),
    )


@pytest.mark.parametrize(
    "template", ["{a.__class__}", "{a[0]}", "{0}", "{", "}", "{a!r}", "{a:>99999999}", "{missing}"]
)
def test_a_template_can_only_name_fields(template: str) -> None:
    assert "".join(piece.text for piece in EN.said(template, {"a": "x"})) == template
    assert EN.gettext(template, a="x") == template


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2021-07-18T09:30:00.000000Z", "2021-07-18 09:30:00 UTC"),
        ("2021-07-18T09:30:00.250000Z", "2021-07-18 09:30:00.25 UTC"),
        ("2021-07-18T09:30:00Z", "2021-07-18 09:30:00 UTC"),
        ("soon", "soon"),
        (None, ""),
    ],
)
def test_moments(written: str | None, shown: str) -> None:
    assert EN.moment(written) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2021-07-18T09:30:00Z", "2021-07-18T09:31:00Z", "2021-07-18 09:30:00 – 09:31:00 UTC"),
        ("2021-07-17T09:30:00Z", "2021-07-18T09:31:00Z", "2021-07-17 09:30:00 – 2021-07-18 09:31:00 UTC"),
        ("2021-07-18T09:30:00Z", "2021-07-18T09:30:00Z", "2021-07-18 09:30:00 UTC"),
        ("2021-07-18T09:30:00Z", None, "2021-07-18 09:30:00 UTC"),
        (None, None, ""),
    ],
)
def test_spans(start: str | None, end: str | None, shown: str) -> None:
    assert EN.span(start, end) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(1, "1 second"), (119, "119 seconds"), (600, "10 minutes"), (86400 * 3, "3 days")]
)
def test_lasting(seconds: float, shown: str) -> None:
    assert EN.lasting(seconds) == shown


def test_composed_reasons_are_translated_part_by_part() -> None:
    assert Voice("es").reported("crash report: not testable (strong; moderate)") == (
        "crash report: no comprobable (fuerte; moderado)"
    )
    assert (
        Voice("en").reported("ios.tcc: not in this acquisition") == "app permissions: not in this acquisition"
    )


def test_words_for_codes_are_translated_and_evidence_is_not() -> None:
    values = {"direction": "incoming", "text": "incoming"}
    said = Voice("es").said("{direction}: {text}", values)
    assert [piece.text for piece in said] == ["recibido", ": ", "incoming"]


def test_a_reason_inside_a_sentence_is_translated_too() -> None:
    text, values = "configuration profiles could not be read: {reason}", {
        "reason": "ios.profiles: not in this acquisition"
    }  # fmt: skip
    said = "".join(piece.text for piece in Voice("es").said(text, values))
    assert said.endswith("perfiles de configuración: no está en esta adquisición")


def test_of_recovered_records_it_is_said_where_they_were_found() -> None:
    assert EN.standing({}) == ""
    assert EN.standing({"free page": 1200, "gap": 2, "wal": 3}) == (
        "1,202 of them recovered (1,200 on a page the database had given up, 2 in unused space of a page); "
        "3 so, or there at all, only with the write-ahead log"
    )
    assert EN.records(1202, {"wal": 1}) == "1,202" and EN.records(5, {"gap": 2}) == "5 (2 recovered)"
    assert EN.standing({"<b>": 1}) == "1 of them recovered"

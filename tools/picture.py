"""The picture in the README, drawn from the demonstration's own result.

Run as `python -m tools.picture CASE` after `hoofprint demo`, with the demonstration's case folder.
"""

import sys
from html import escape
from pathlib import Path

from hoofprint.case.folder import Case
from hoofprint.export.parts import chart, labels, names, view
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import AcquisitionFace, EvidenceFace

OUT = Path(__file__).resolve().parents[1] / "docs" / "picture.svg"
WIDTH, LEFT = 860, 320
"""The drawing, and where its right half, the records, begins."""
INK, SOFT, LINE, CARD, CALM, OFF = "#1f2529", "#575d61", "#ddd6c8", "#fffdf9", "#24595a", "#e6e0d3"
GRADES = ("#b8b0a0", "#7d8589", "#8a6a1f", "#b06a12", "#a93f2a", "#86222f")
FONT = "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"


def main() -> int:
    """Draws the first acquisition of a case."""
    (face,) = Case(Path(sys.argv[1])).result.acquisitions
    OUT.write_text(drawn(face, Voice("en")), encoding="utf-8")
    return 0


def drawn(face: AcquisitionFace, voice: Voice) -> str:
    """Verdict, the five stages with their weight, and the records of the weightiest finding in time."""
    verdict = "".join(piece.text for piece in voice.said(face.verdict.text, face.verdict.values))
    told, _ = view.told(face.findings)
    records = view.in_order(told[0].finding.evidence)
    height = max(330, 136 + 52 * len(records))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="{FONT}" role="img">',
        f"<title>{escape(verdict)}</title>",
        f'<rect width="{WIDTH}" height="{height}" rx="12" fill="{CARD}" stroke="{LINE}"/>',
        f'<rect x="26" y="26" width="5" height="30" fill="{GRADES[labels.grade(face.verdict.grade)]}"/>',
        _text(44, 49, verdict, 21, weight=600, family="Georgia, serif"),
        *_ladder(face, voice),
        *_records(records, voice),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _ladder(face: AcquisitionFace, voice: Voice) -> list[str]:
    rungs = view.ladder(face.findings)
    parts = [
        f'<line x1="36" y1="106" x2="36" y2="{106 + 40 * (len(rungs) - 1)}" stroke="{LINE}" stroke-width="2"/>'
    ]
    for position, rung in enumerate(rungs):
        y = 106 + 40 * position
        colour = GRADES[rung.grade or 0]
        fill = colour if rung.grade else CARD
        parts.append(f'<circle cx="36" cy="{y}" r="6" fill="{fill}" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            _text(
                54, y + 5, voice.gettext(labels.SHORT_STAGES[rung.stage]), 14, SOFT if not rung.grade else INK
            )
        )
        for n in range(5):
            on = rung.grade is not None and n < rung.grade
            parts.append(
                f'<rect x="{188 + n * 18}" y="{y - 5}" width="15" height="10" rx="2" fill="{colour if on else OFF}"/>'
            )
    return parts


def _records(records: list[EvidenceFace], voice: Voice) -> list[str]:
    axis = chart.axis(records)
    parts = [
        f'<line x1="{LEFT}" y1="84" x2="{LEFT}" y2="{110 + 52 * (len(records) - 1)}" stroke="{LINE}" stroke-width="2"/>'
    ]
    for position, record in enumerate(records):
        y = 100 + 52 * position
        parts.append(f'<circle cx="{LEFT}" cy="{y}" r="11" fill="{CALM}"/>')
        parts.append(_text(LEFT, y + 4, str(position + 1), 12, CARD, weight=600, anchor="middle"))
        when = voice.moment(record.time) or voice.gettext("undated")
        parts.append(
            _text(LEFT + 22, y - 3, f"{when} · {voice.gettext(names.artifact(record.artifact))}", 12, SOFT)
        )
        says = "".join(piece.text for piece in voice.said(record.says, record.values))
        parts.append(_text(LEFT + 22, y + 14, says if len(says) < 66 else says[:64] + "…", 14))
    if axis is not None:
        foot = f"{voice.lasting(axis.seconds)} from first to last, on the synthetic phone of `hoofprint demo`"
        parts.append(_text(LEFT + 22, 106 + 52 * len(records), foot, 12, SOFT))
    return parts


def _text(
    x: int,
    y: int,
    text: str,
    size: int,
    fill: str = INK,
    *,
    weight: int = 400,
    family: str = "",
    anchor: str = "",
) -> str:
    more = (f' font-family="{family}"' if family else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}"{more}>{escape(text)}</text>'


if __name__ == "__main__":
    sys.exit(main())

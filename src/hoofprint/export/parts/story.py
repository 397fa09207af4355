"""A finding as plain text for formats that have room for words only."""

from hoofprint.export.parts import labels
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import EvidenceFace, FindingFace


def said(record: EvidenceFace, voice: Voice) -> str:
    """One record in its sentence, with time and place."""
    sentence = "".join(piece.text for piece in voice.said(record.says, record.values))
    when = voice.moment(record.time) or voice.gettext("undated")
    return f"{when}: {sentence} ({record.artifact}, {record.file}, {record.locator})"


def told(finding: FindingFace, voice: Voice) -> str:
    """What it shows and does not, the records, and every ordinary explanation with its outcome."""
    lines = [
        f"{finding.rule} {voice.gettext(finding.title)}",
        f"{finding.stage} {voice.gettext(labels.stage(finding.stage).words)}",
        f"{finding.grade} {voice.gettext(labels.grade(finding.grade).words)}",
        f"{voice.gettext('It shows')}: {voice.gettext(finding.shows)}",
        f"{voice.gettext('It does not show')}: {voice.gettext(finding.does_not_show)}",
        f"{voice.gettext('Records')}:",
        *(f"- {said(record, voice)}" for record in finding.evidence),
        f"{voice.gettext('Ordinary explanations')}:",
        *(
            f"- {voice.gettext(labels.OUTCOMES.get(one.outcome, one.outcome))}: {voice.gettext(one.text)}"
            for one in finding.alternatives
        ),
        *(f"{voice.gettext('Weaker signs')}: {one.rule} {voice.gettext(one.title)}" for one in finding.also),
    ]
    return "\n".join(lines)

"""CASE/UCO 1.x as JSON-LD: the acquisition, the examination, each record a finding rests on, and the findings on them.

Source: the ontologies at caseontology.org and unifiedcyberontology.org (CASE 1.5.0). A finding is an annotation: a
statement about records, with its three axes as tags. Evidence text stands in `description` only.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from hoofprint import __version__
from hoofprint.export import exporter
from hoofprint.export.parts.ids import made
from hoofprint.export.parts.story import said, told
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import AcquisitionFace, CheckResult, EvidenceFace, FindingFace

CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "kb": "http://example.org/kb/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-tool": "https://ontology.unifiedcyberontology.org/uco/tool/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]
HEX = re.compile(r"[0-9a-f]{64}")


@exporter(suffix=".jsonld")
def EXPORT(result: CheckResult, out: TextIO, language: str) -> None:
    """One graph; nodes have identifiers made of what they are about."""
    voice = Voice(language)
    tool = _node("uco-tool:Tool", made("tool", __version__), name="Hoofprint", version=__version__)
    nodes = {tool["@id"]: tool}
    for face in result.acquisitions:
        for node in _nodes(face, tool, voice):
            nodes.setdefault(node["@id"], node)
    json.dump({"@context": CONTEXT, "@graph": list(nodes.values())}, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _nodes(face: AcquisitionFace, tool: Node, voice: Voice) -> Iterator[Node]:
    phone, source = _phone(face), _source(face)
    yield from (phone, source, _within(source, phone, "Extracted_From"))
    found: list[Node] = []
    for finding in face.findings:
        records = []
        for one in finding.evidence:
            holder, record = _file(one, face), _record(one, face, voice)
            records.append(record)
            yield from (holder, record)
            yield from (
                _within(record, holder, "Contained_Within"),
                _within(holder, source, "Contained_Within"),
            )
        found.append(_annotation(finding, face, records or [source], voice))
    yield from found
    given = _provenance("given", voice.gettext("what was handed over"), [source, phone], face)
    result = _provenance("found", voice.gettext("what was concluded"), found, face)
    yield from (given, *([result] if found else []))
    action = {
        "uco-core:name": "examination",
        "uco-action:instrument": _ref(tool),
        "uco-action:object": _ref(given),
        **({"uco-action:result": _ref(result)} if found else {}),
    }
    yield _node("case-investigation:InvestigativeAction", made("action", face.sha256), **action)


def _phone(face: AcquisitionFace) -> Node:
    device, base = face.device, made("phone", face.sha256)
    facet = _facet("DeviceFacet", base, deviceType="Mobile phone", model=device.model or device.product)
    system = " ".join(filter(None, (device.platform, device.os_version, device.build)))
    return _object("MobileDevice", base, [facet]) | {"uco-core:description": system}


def _source(face: AcquisitionFace) -> Node:
    base = made("acquisition", face.sha256)
    content = _facet("ContentDataFacet", base)
    if HEX.fullmatch(face.sha256):  # a case that somebody else made may hold anything
        content |= {"uco-observable:hash": _hash(base, face.sha256)}
    about = {"uco-core:description": f"{face.kind}, {face.wrapping}; SHA-256 of: {face.sha256_of}"}
    return _object("File", base, [content]) | about


def _file(one: EvidenceFace, face: AcquisitionFace) -> Node:
    base = made("file", face.sha256, one.file, one.stored, one.sha256)
    path = _facet("FileFacet", base, filePath=one.file, fileName=one.file.rpartition("/")[2])
    if not HEX.fullmatch(one.sha256):
        return _object("File", base, [path])
    content = _facet("ContentDataFacet", base) | {"uco-observable:hash": _hash(base, one.sha256)}
    return _object("File", base, [path, content])


def _hash(base: str, sha256: str) -> Node:
    value = {"@type": "xsd:hexBinary", "@value": sha256.upper()}
    about = {"uco-types:hashMethod": "SHA256", "uco-types:hashValue": value}
    return _node("uco-types:Hash", made("hash", base), **about)


def _record(one: EvidenceFace, face: AcquisitionFace, voice: Voice) -> Node:
    base = made("record", face.sha256, one.artifact, one.file, one.locator)
    about = {"uco-core:name": f"{one.artifact}, {one.locator}", "uco-core:description": said(one, voice)}
    return _node("uco-observable:ObservableObject", base, **about)


def _within(inner: Node, outer: Node, kind: str) -> Node:
    return {
        "@id": f"kb:ObservableRelationship-{made('relation', kind, inner['@id'], outer['@id'])}",
        "@type": "uco-observable:ObservableRelationship",
        "uco-core:source": _ref(inner),
        "uco-core:target": _ref(outer),
        "uco-core:kindOfRelationship": kind,
        "uco-core:isDirectional": {"@type": "xsd:boolean", "@value": True},
    }


def _annotation(finding: FindingFace, face: AcquisitionFace, records: list[Node], voice: Voice) -> Node:
    return _node(
        "uco-core:Annotation",
        made("finding", face.sha256, finding.id, finding.rule),
        **{
            "uco-core:object": [_ref(one) for one in records],
            "uco-core:statement": told(finding, voice),
            "uco-core:tag": [
                f"rule:{finding.rule}",
                f"stage:{finding.stage}",
                f"grade:{finding.grade}",
                f"attribution:{finding.attribution}",
            ],
        },
    )


def _provenance(name: str, about: str, nodes: list[Node], face: AcquisitionFace) -> Node:
    return _node(
        "case-investigation:ProvenanceRecord",
        made("provenance", name, face.sha256),
        **{"uco-core:description": about, "uco-core:object": [_ref(one) for one in nodes]},
    )


def _object(type_: str, base: str, facets: list[Node]) -> Node:
    return _node(f"uco-observable:{type_}", base, **{"uco-core:hasFacet": facets})


def _facet(type_: str, base: str, **properties: str | None) -> Node:
    named = {f"uco-observable:{name}": value for name, value in properties.items() if value}
    return {"@id": f"kb:{type_}-{made(type_, base)}", "@type": f"uco-observable:{type_}", **named}


def _node(type_: str, id_: str, **properties: Any) -> Node:
    names = {"name": "uco-core:name", "version": "uco-tool:version"}
    named = {names.get(name, name): value for name, value in properties.items()}
    return {"@id": f"kb:{type_.partition(':')[2]}-{id_}", "@type": type_, **named}


def _ref(node: Node) -> Node:
    return {"@id": node["@id"]}

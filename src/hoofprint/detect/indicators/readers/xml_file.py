"""XML: OpenIOC 1.0 and STIX 1.x as public sets use them, through a parser that refuses entities.

Of STIX 1 the simple objects are read: domain names, hosts, URIs, addresses, files and mail senders.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import defusedxml
from defusedxml.ElementTree import fromstring

from hoofprint.detect.indicators import dates
from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.notes import CONTEXT
from hoofprint.detect.indicators.readers import plain
from hoofprint.model.record import Observable as O

TERMS = {
    "Network/DNS": O.DOMAIN,
    "DnsEntryItem/Host": O.DOMAIN,
    "DnsEntryItem/RecordName": O.DOMAIN,
    "UrlHistoryItem/HostName": O.DOMAIN,
    "PortItem/remoteIP": O.IP,
    "RouteEntryItem/Destination": O.IP,
    "UrlHistoryItem/URL": O.URL,
    "Network/URI": O.URL,
    "FileItem/Md5sum": O.FILE_HASH,
    "FileItem/Sha1sum": O.FILE_HASH,
    "FileItem/Sha256sum": O.FILE_HASH,
    "FileItem/FileName": O.PATH,
    "FileItem/FullPath": O.PATH,
    "ProcessItem/name": O.PROCESS,
    "Email/From": O.EMAIL,
}
"""OpenIOC search terms."""
OBJECTS = {
    "DomainNameObjectType": ("Value", O.DOMAIN),
    "HostnameObjectType": ("Hostname_Value", O.DOMAIN),
    "URIObjectType": ("Value", O.URL),
    "AddressObjectType": ("Address_Value", O.IP),
    "FileObjectType": ("Simple_Hash_Value", O.FILE_HASH),
    "EmailMessageObjectType": ("Address_Value", O.EMAIL),
}
"""STIX 1 object types: the element that holds the value, and its kind."""
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
REFERENCE = "External analysis"


def read(data: bytes, into: Gatherer) -> str | None:
    """Fills the set; or says what the file is, where it holds no indicators."""
    try:
        root = fromstring(data)
    except (defusedxml.DefusedXmlException, SyntaxError, ValueError) as error:
        return f"XML that cannot be read: {type(error).__name__}: {error}"
    name = _local(root)
    if name == "ioc":
        _openioc(root, into)
    elif name == "STIX_Package":
        _stix1(root, into)
    else:
        return f"XML with the root element {name}"
    return None


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) == name)


def _text(root: Element, name: str) -> str:
    """The text of the first element of that name."""
    return next((element.text.strip() for element in _all(root, name) if element.text), "")


def _openioc(root: Element, into: Gatherer) -> None:
    title = _text(root, "description") or _text(root, "short_description")
    claim = Claim(
        source=_text(root, "authored_by"),
        campaigns=(title,) if title else (),
        published=dates.moment(_text(root, "authored_date")),
    )
    for group in _all(root, "Indicator"):
        items = [item for item in group if _local(item) == "IndicatorItem"]
        joined = group.get("operator", "OR").upper() == "AND" and len(items) > 1
        for item in items:
            _item(item, joined, claim, into)


def _item(item: Element, joined: bool, claim: Claim, into: Gatherer) -> None:
    """One condition. Some exporters leave the content empty and write the value into the item's id."""
    where = f"item {item.get('id', '?')[:80]}"
    term = next((context.get("search", "") for context in _all(item, "Context")), "")
    value = _text(item, "Content") or item.get("id", "")
    kind = TERMS.get(term)
    if kind is None:
        into.reject(where, f"nothing on a phone is compared with {term or 'an unnamed term'}")
    elif item.get("condition", "is") != "is":
        into.reject(where, f"the condition {item.get('condition')!r}: only whole values are matched")
    elif joined and kind is not O.FILE_HASH:
        into.reject(where, "AND of several values: no single one of them is the claim")
    else:
        into.add(kind, value, claim, where)


def _stix1(root: Element, into: Gatherer) -> None:
    titles = [text for element in _all(root, "Incident") if (text := _text(element, "Title"))]
    claim = Claim(
        source=_text(root, "Information_Source").strip() or _source(root),
        campaigns=tuple(dict.fromkeys(titles)) or ((_text(root, "Title"),) if _text(root, "Title") else ()),
        published=dates.moment(_text(root, "Incident_Discovery") or root.get("timestamp", "")),
    )
    related = [element for name in ("Related_Indicator", "Indicators") for element in _all(root, name)]
    for element in related or [root]:
        reference = _text(element, "Relationship") == REFERENCE
        notes = (CONTEXT,) if _confidence(element) == "none" else ()
        for properties in _all(element, "Properties"):
            _object(properties, reference and bool(notes), claim._replace(notes=notes), into)


def _source(root: Element) -> str:
    return next((_text(element, "Name") for element in _all(root, "Identity")), "")


def _confidence(element: Element) -> str:
    return next((_text(one, "Value").lower() for one in _all(element, "Confidence")), "")


def _object(properties: Element, reference: bool, claim: Claim, into: Gatherer) -> None:
    kind = properties.get(XSI_TYPE, "").rpartition(":")[2]
    where = f"object {kind or '?'}"
    known = OBJECTS.get(kind)
    if known is None:
        into.reject(where, f"nothing on a phone is compared with {kind or 'an unnamed object'}")
        return
    for element in _all(properties, known[0]):
        value = (element.text or "").strip()
        if reference:
            into.reject(where, f"a reference to a report, not an indicator: {value[:80]!r}")
        elif element.get("condition", "Equals") != "Equals":
            into.reject(where, f"the condition {element.get('condition')!r}: only whole values are matched")
        else:
            into.add(known[1], plain.bare(value), claim, where)

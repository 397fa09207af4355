"""Provisioning profiles: who may sign apps for this phone besides the store and Apple: mis.db.

Apps of developers and companies carry such a profile; one for all devices is what a company needs, and what
commercial spyware has been signed with. Whether times count from 1970 or 2001 is not published; their size tells.
"""

from collections import Counter
from typing import Annotated, Any

from hoofprint.artifacts import Topic, decoded, lookup, sqlite
from hoofprint.artifacts.dates import written
from hoofprint.artifacts.fields import Reading
from hoofprint.artifacts.sessions import read_time
from hoofprint.formats import plist
from hoofprint.model.record import Flag, Record, Str, Time
from hoofprint.model.times import moment
from hoofprint.model.words import N_


class ProvisioningProfile(Record, frozen=True):
    """A profile that lets apps of one signer run; test apps and companies need them, and no app need be there yet."""

    installed: Annotated[Time, "when it was put on the phone"] = None
    name: Annotated[Str, "its name"] = None
    team: Annotated[Str, "identifier of the signer's team"] = None
    team_name: Annotated[Str, "name of the team"] = None
    trusted: Annotated[Flag, "the phone trusts this team"] = None
    all_devices: Annotated[Flag, "good for every device, as a company's is, not for listed ones"] = None
    app: Annotated[Str, "app it is for, with the team before it; `*` for any"] = None
    made: Annotated[Time, "when it was made"] = None
    expires: Annotated[Str, "when it ends"] = None
    beta: Annotated[Flag, "of an app under test"] = None
    uuid: Annotated[Str, "identifier of the profile"] = None


STORED = "seconds since 1970-01-01 or 2001-01-01 UTC, by their size"
SIGNED = "signed data with a property list in it"


def _said(blob: Any) -> dict[str, Any]:
    """The property list within the signature; empty where it is not there in one piece."""
    data = blob if isinstance(blob, bytes) else b""
    start, end = data.find(b"<?xml"), data.rfind(b"</plist>")
    try:
        return plist.as_dict(plist.load(data[start : end + 8], Counter())) if 0 <= start < end else {}
    except plist.DamagedPlist:
        return {}


def _app(blob: Any) -> str | None:
    return plist.as_text(plist.as_dict(_said(blob).get("Entitlements")).get("application-identifier"))


ARTIFACT = sqlite(
    ProvisioningProfile,
    name=N_("provisioning profiles"),
    topic=Topic.SETTINGS,
    says=N_("Apps signed by {team_name} may run: {name}"),
    files="/private/var/MobileDevice/ProvisioningProfiles/mis.db",
    table="profiles",
    fields={
        "installed": decoded("install_time", read_time, STORED),
        "name": "name",
        "team": "team_id",
        "team_name": lookup("team_id", "team_id_info", "team_name", by="team_id"),
        "trusted": Reading(
            lookup("team_id", "trusted_team_ids", "team_id", by="team_id"), bool, "listed", lossy=False
        ),
        "all_devices": "is_for_all_devices",
        "app": Reading("cms_blob", _app, SIGNED, lossy=False),
        "made": Reading(
            "cms_blob", lambda blob: moment(_said(blob).get("CreationDate")), SIGNED, lossy=False
        ),
        "expires": decoded("expires", lambda value: written(read_time(value)), STORED),
        "beta": "is_beta",
        "uuid": "uuid",
    },
    maybe="cms_blob is_beta profiles team_id_info trusted_team_ids",
    sources=(
        "Tables and columns of mis.db in a backup of iOS 27 (UROCK-AILAB, forensics-handbook)",
        "Google Threat Analysis Group, Spyware vendor targets users in Italy and Kazakhstan, 2022 (apps signed so)",
        "Apple, TN3125: Inside code signing, provisioning profiles",
    ),
)

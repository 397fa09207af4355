"""Permission decisions in TCC.db: which app or program may use camera, microphone, contacts, photos.

Times are whole seconds since 1970-01-01 UTC. Older databases say `allowed` (0 or 1), newer ones `auth_value`; the
oldest keep no time. A row is the last decision, not a history of them, and a decision is not a use.
"""

from typing import Annotated

from hoofprint.artifacts import ALWAYS, Topic, first, labels, sqlite, unix
from hoofprint.artifacts.fields import Reading
from hoofprint.model.record import Bundle, Executable, Int, Process, Record, Str, Time
from hoofprint.model.words import N_


class Grant(Record, frozen=True):
    """The last decision about one client's use of one protected service.

    It does not say who decided unless `reason` does, nor that the service was ever used. Rows outlive their app.
    """

    service: Annotated[Str, "the protected service, `kTCCServiceMicrophone`"] = None
    client: Annotated[Process, "who asked, as stored: bundle id or absolute path"] = None
    bundle: Annotated[Bundle, "the client, where it is a bundle id"] = None
    executable: Annotated[Executable, "the client, where it is a path: rare, programs without a bundle"] = (
        None
    )
    client_type: Annotated[Str, "how the client is named"] = None
    decision: Annotated[Str, "the last decision"] = None
    reason: Annotated[Str, "why it was decided so, as far as the code is published"] = None
    changed: Annotated[Time, "when the decision was last changed"] = None
    reminded: Annotated[Time, "when the person was last reminded of it"] = None
    target: Annotated[Bundle, "the other app concerned, for services between apps"] = None
    prompts: Annotated[Int, "how often the question was asked (old databases)"] = None
    flags: Annotated[Int, "flags as stored"] = None


DECISIONS = {0: "denied", 1: "unknown", 2: "allowed", 3: "limited"}
REASONS = {
    1: "error",
    2: "the person answered",
    3: "the person set it in Settings",
    4: "the system set it",
    5: "service policy",
    6: "device management",
    7: "override policy",
    8: "the app states no purpose",
    9: "the question timed out",
    10: "preflight unknown",
    11: "entitled",
    12: "kind of app",
}


def _path(client: str) -> str | None:
    return client if client.startswith("/") else None


def _bundle(client: str) -> str | None:
    return None if client.startswith("/") else client


def _target(identifier: str) -> str | None:
    return None if identifier == "UNUSED" else identifier


ARTIFACT = sqlite(
    Grant,
    name=N_("app permissions"),
    topic=Topic.APPS,
    says=N_("{client}: {service} {decision}"),
    files="/private/var/mobile/Library/TCC/TCC.db",
    table="access",
    fields={
        "service": "service",
        "client": "client",
        "bundle": Reading("client", _bundle, "bundle id", lossy=False),
        "executable": Reading("client", _path, "absolute path", lossy=False),
        "client_type": labels("client_type", {0: "bundle id", 1: "absolute path"}),
        "decision": first(labels("auth_value", DECISIONS), labels("allowed", {0: "denied", 1: "allowed"})),
        "reason": labels("auth_reason", REASONS),
        "changed": unix("last_modified"),
        "reminded": unix("last_reminded"),
        "target": Reading("indirect_object_identifier", _target, "`UNUSED` for none", lossy=False),
        "prompts": "prompt_count",
        "flags": "flags",
    },
    maybe="allowed auth_reason auth_value flags indirect_object_identifier last_modified last_reminded prompt_count",
    kinds=ALWAYS,
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (tcc)",
        "A deep dive into macOS TCC.db, rainforestqa.com, 2021 (codes of auth_value and auth_reason)",
    ),
)

"""TCC.db: which app may use which protected service. Times are seconds since 1970 UTC.

Source: the `access` table as published: `allowed` and `prompt_count` up to iOS 13, `auth_value` from iOS 14 on, and
four more columns from iOS 17 on.
"""

from collections.abc import Iterator

from hoofprint.synth.plants import Grant
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN, PATH = "ios.tcc", "HomeDomain", "Library/TCC/TCC.db"
_VALUES = {"denied": 0, "unknown": 1, "allowed": 2, "limited": 3}


def write(world: World) -> Iterator[Stored]:
    """The database; in every backup."""
    grants = world.held(Grant, lambda grant: (grant.service, grant.client))
    db = Database(_schema(world.version[0]), world.version)
    db.put("admin", {"key": "version", "value": 15 if world.version[0] < 14 else 23})
    for event, grant in grants:
        row: dict[str, Value] = {
            "service": grant.service,
            "client": grant.client,
            "client_type": int(grant.client.startswith("/")),
        }
        if world.version[0] >= 14:
            row |= {"auth_value": _VALUES[grant.decision], "auth_reason": 2, "auth_version": 1, "flags": 0}
        else:
            row |= {"allowed": int(grant.decision == "allowed"), "prompt_count": 1, "flags": 0}
        if world.version[0] >= 12:
            row["last_modified"] = event.time // SECOND
        db.put("access", row, late=world.late(event))
    last = max((event.time for event, _ in grants), default=world.start)
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple((event, f"access {g.service} {g.client}") for event, g in grants if event.planted)
    yield Stored(ARTIFACT, DOMAIN, PATH, last + SECOND, data, wal, world.start, landed)


def _schema(major: int) -> str:
    decision = (
        "auth_value INTEGER NOT NULL, auth_reason INTEGER NOT NULL, auth_version INTEGER NOT NULL"
        if major >= 14
        else "allowed INTEGER NOT NULL, prompt_count INTEGER NOT NULL"
    )
    indirect = "TEXT NOT NULL DEFAULT 'UNUSED'" if major >= 14 else "TEXT"
    now = "(CAST(strftime('%s','now') AS INTEGER))"
    modified = f", last_modified INTEGER NOT NULL DEFAULT {now}" if major >= 12 else ""
    booted = (
        ", pid INTEGER, pid_version INTEGER, boot_uuid TEXT NOT NULL DEFAULT 'UNUSED',"
        " last_reminded INTEGER NOT NULL DEFAULT 0"
    )
    return (
        "CREATE TABLE admin (key TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL);"
        "CREATE TABLE policies (id INTEGER NOT NULL PRIMARY KEY, bundle_id TEXT NOT NULL, uuid TEXT NOT NULL,"
        " display TEXT NOT NULL, UNIQUE (bundle_id, uuid));"
        "CREATE TABLE active_policy (client TEXT NOT NULL, client_type INTEGER NOT NULL,"
        " policy_id INTEGER NOT NULL, PRIMARY KEY (client, client_type));"
        f"CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL,"
        f" {decision}, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER,"
        f" indirect_object_identifier {indirect}, indirect_object_code_identity BLOB, flags INTEGER{modified}"
        f"{booted if major >= 17 else ''},"
        " PRIMARY KEY (service, client, client_type, indirect_object_identifier));"
        "CREATE TABLE access_overrides (service TEXT NOT NULL PRIMARY KEY);"
        "CREATE TABLE expired (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL,"
        f" csreq BLOB, last_modified INTEGER NOT NULL, expired_at INTEGER NOT NULL DEFAULT {now},"
        " PRIMARY KEY (service, client, client_type));"
        "CREATE INDEX active_policy_id ON active_policy(policy_id);"
    )

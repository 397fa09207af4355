"""What can stand on a synthetic phone. A scenario plants these; the background life is made of the same ones.

Every plant takes `id` (so that others can refer to it and the truth can name it), a time, and `wal = true` to leave
its row in the write-ahead log only. The time is `at`, or `after` another plant's id with a `delay` (`45s`, `3ms`,
`1h30m`, `-2d`). Sizes are bytes, durations seconds. Field names follow the artifact they end up in.
"""

from typing import TypeAlias

from hoofprint.synth.plants.base import (
    Direction,
    Plant,
)
from hoofprint.synth.plants.running import (
    Crash,
    Invitation,
    LockdownRequest,
    Notification,
    Shortcut,
    Shutdown,
    Start,
)
from hoofprint.synth.plants.system import (
    AdDaily,
    App,
    File,
    Folder,
    Grant,
    LocationClient,
    Placed,
    PrefFile,
    Process,
    Profile,
    UsageGap,
    UsageOrphan,
)
from hoofprint.synth.plants.talk import (
    Attachment,
    Call,
    Contact,
    Interaction,
    Lookup,
    Message,
    WhatsApp,
    WhatsAppCall,
)
from hoofprint.synth.plants.web import (
    Cached,
    Icon,
    Observed,
    ResourceLog,
    Tab,
    Visit,
    WebStore,
)

AnyPlant: TypeAlias = (
    Message
    | Visit
    | Tab
    | Process
    | UsageOrphan
    | AdDaily
    | PrefFile
    | File
    | Folder
    | Lookup
    | WebStore
    | Observed
    | ResourceLog
    | Profile
    | Grant
    | LocationClient
    | WhatsApp
    | Call
    | Contact
    | Interaction
    | App
    | Shutdown
    | Crash
    | Invitation
    | Shortcut
    | Notification
    | Cached
    | UsageGap
    | LockdownRequest
    | WhatsAppCall
    | Icon
    | Start
)

__all__ = [
    "AdDaily",
    "AnyPlant",
    "App",
    "Attachment",
    "Cached",
    "Call",
    "Contact",
    "Crash",
    "Direction",
    "File",
    "Folder",
    "Grant",
    "Icon",
    "Interaction",
    "Invitation",
    "LocationClient",
    "LockdownRequest",
    "Lookup",
    "Message",
    "Notification",
    "Observed",
    "Placed",
    "Plant",
    "PrefFile",
    "Process",
    "Profile",
    "ResourceLog",
    "Shortcut",
    "Shutdown",
    "Start",
    "Tab",
    "UsageGap",
    "UsageOrphan",
    "Visit",
    "WebStore",
    "WhatsApp",
    "WhatsAppCall",
]

"""Where files lie that several artifacts look for: Safari's folders and the containers of apps.

In a backup the bundle or group id stands where the device has a container's UUID, so one `*` serves both.
"""

MOBILE = "/private/var/mobile"
APP_DATA = f"{MOBILE}/Containers/Data/Application/*"
APP_GROUP = f"{MOBILE}/Containers/Shared/AppGroup/*"


def safari(name: str) -> tuple[str, ...]:
    """A file of Safari's library folder: the phone's own, one profile's (iOS 17 and later), or in a container."""
    folders = (f"{MOBILE}/Library/Safari", f"{MOBILE}/Containers/**/Library/Safari")
    return tuple(f"{folder}/{inner}{name}" for folder in folders for inner in ("", "Profiles/*/"))


MESSENGER = (
    f"{APP_GROUP}/**/lightspeed-userDatabases/*.db",
    f"{APP_GROUP}/**/FBMessagingMailboxCaskStore/*/fb-msys-*.db",
    *(f"{root}/**/lightspeed-*.db" for root in (APP_DATA, APP_GROUP)),
)
"""Messenger's mailbox, named after the account; the copy the Facebook app keeps of it; both in older places."""
REPORTS = tuple(
    f"{folder}/**/*.ips{synced}"
    for folder in (
        f"{MOBILE}/Library/Logs/CrashReporter",
        "/private/var/root/Library/Logs/CrashReporter",
        "/private/var/logs",
        "/private/var/log",
    )
    for synced in ("", ".synced", ".beta")
)
"""Diagnostic reports; those that were sent to Apple are `.synced` or lie in a folder `Retired`."""

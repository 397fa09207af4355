"""Backup domains to device paths.

A backup files everything under domains; the phone knew paths. Application containers carry a random UUID on the
device that a backup does not keep: there the bundle or group id stands in the UUID's place.
Sources: domain table of libimobiledevice and of published backup studies; MVT's documented file-system equivalents.
"""

VAR = "/private/var"
DOMAINS = {
    "HomeDomain": f"{VAR}/mobile",
    "CameraRollDomain": f"{VAR}/mobile",
    "MediaDomain": f"{VAR}/mobile",
    "HealthDomain": f"{VAR}/mobile/Library",
    "HomeKitDomain": f"{VAR}/mobile",
    "KeyboardDomain": f"{VAR}/mobile",
    "BooksDomain": f"{VAR}/mobile/Media/Books",
    "TonesDomain": f"{VAR}/mobile",
    "ProtectedDomain": f"{VAR}/protected",
    "RootDomain": f"{VAR}/root",
    "WirelessDomain": f"{VAR}/wireless",
    "NetworkDomain": f"{VAR}/networkd",
    "DatabaseDomain": f"{VAR}/db",
    "InstallDomain": f"{VAR}/installd",
    "MobileDeviceDomain": f"{VAR}/MobileDevice",
    "KeychainDomain": f"{VAR}/Keychains",
    "SystemPreferencesDomain": f"{VAR}/preferences",
    "ManagedPreferencesDomain": f"{VAR}/Managed Preferences",
}
CONTAINERS = (
    ("AppDomainGroup-", f"{VAR}/mobile/Containers/Shared/AppGroup"),
    ("AppDomainPlugin-", f"{VAR}/mobile/Containers/Data/PluginKitPlugin"),
    ("AppDomain-", f"{VAR}/mobile/Containers/Data/Application"),
    ("SysSharedContainerDomain-", f"{VAR}/containers/Shared/SystemGroup"),
    ("SysContainerDomain-", f"{VAR}/containers/Data/System"),
)
UNKNOWN = "/@domain"
"""Root for domains without a known place, so that their files stay visible."""
BACKUP = "/@backup"
"""Root for the backup's own property lists, which never were files on the device."""


def device_path(domain: str, relative: str) -> str:
    """Where the file stood on the device, as far as the domain tells."""
    base = DOMAINS.get(domain)
    if base is None:
        for prefix, folder in CONTAINERS:
            if domain.startswith(prefix):
                base = f"{folder}/{domain.removeprefix(prefix)}"
                break
        else:
            base = f"{UNKNOWN}/{domain}"
    return f"{base}/{relative}" if relative else base

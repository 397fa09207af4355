"""What an examination learned of an acquisition besides its records: enough to weigh the records again later."""

import msgspec

from hoofprint.model.coverage import Coverage
from hoofprint.model.entry import Device


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """An acquisition after its artifacts were read. With the tables of its records, rules need nothing else."""

    kind: str
    """`ios_backup`, `ios_filesystem`, `ios_sysdiagnose` or `ios_logs`."""
    wrapping: str
    encrypted: bool
    sha256: str
    sha256_of: str
    notes: tuple[str, ...] = ()
    device: Device
    coverage: tuple[Coverage, ...]

    def kept(self) -> "Examined":
        """As a case keeps it: without what names the phone or its owner."""
        device = msgspec.structs.replace(self.device, name=None, serial=None, phone_number=None)
        return msgspec.structs.replace(self, device=device)

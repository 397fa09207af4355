"""The keys of an encrypted backup: derived once, kept in a parent that parses nothing but the bag's fixed fields."""

from hoofprint.acquire.errors import CannotOpen, DamagedAcquisition, PasswordWrong
from hoofprint.acquire.secret import Secret
from hoofprint.formats.keybag import AbsurdCount, DamagedKeybag, Keybag, WrongPassword, unwrap
from hoofprint.formats.source import CbcSource, DamagedSource, Source, padded_size
from hoofprint.model.words import N_


class Keys:
    """Class keys of one backup. Never printed, never sent anywhere; a worker gets only its own file's key."""

    def __init__(self, bag: bytes, password: Secret) -> None:
        """Raises `PasswordWrong`, `DamagedAcquisition`, or `CannotOpen` for an absurd derivation count."""
        try:
            self._classes = Keybag.parse(bag).unlock(password.reveal())
        except WrongPassword:
            raise PasswordWrong(N_("the backup password does not fit this backup")) from None
        except AbsurdCount as error:
            raise CannotOpen(
                N_("the key bag asks for an absurd amount of work"), where="Manifest.plist", because=error
            ) from error
        except DamagedKeybag as error:
            raise DamagedAcquisition(
                N_("the key bag is damaged"), where="Manifest.plist", because=error
            ) from error

    def __repr__(self) -> str:
        return f"Keys({len(self._classes)} classes)"

    def open(self, stored: Source, wrapped: bytes, name: str) -> CbcSource:
        """The plain content of an encrypted file; raises `CannotOpen` naming it where key or padding do not fit."""
        try:
            key = unwrap(self._classes, wrapped)
        except (DamagedKeybag, WrongPassword, ValueError, KeyError) as error:
            raise CannotOpen(
                N_("its key cannot be unwrapped"), where=name, because=str(error) or type(error).__name__
            ) from None
        try:
            return CbcSource(stored, key, padded_size(stored, key))
        except DamagedSource as error:
            raise CannotOpen(
                N_("cut, altered, or not encrypted with this backup's keys"), where=f"{name}: {error}"
            ) from error

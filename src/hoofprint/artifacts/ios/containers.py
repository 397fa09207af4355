"""Which app each container folder belongs to: the container manager's own note in every container. No backup holds it.

On the device a container's folder has a random id; this note gives it the name of an app, a group or a system service.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.formats import plist
from hoofprint.model.record import At, Bundle, Int, Path, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File

NOTE = ".com.apple.mobile_container_manager.metadata.plist"


class Container(Record, frozen=True):
    """A container folder and its owner. It stays for a while after an app was removed."""

    owner: Annotated[Bundle, "bundle id, group id or system service the container belongs to"] = None
    folder: Annotated[Path, "the container's folder"] = None
    content_class: Annotated[Int, "kind of container as stored: 1 bundle, 2 data, 7 group among others"] = (
        None
    )


@reads(
    Container,
    name=N_("app folders"),
    topic=Topic.APPS,
    says=N_("Container {folder} belongs to {owner}"),
    files=(
        f"/private/var/mobile/Containers/**/{NOTE}",
        f"/private/var/containers/**/{NOTE}",
    ),
    kinds=(Kind.FILESYSTEM,),
    sources=("https://github.com/abrignoni/iLEAPP (appGrouplisting: MCMMetadataIdentifier)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held = plist.as_dict(file.plist())
    yield (
        At(0),
        Container(
            owner=plist.as_text(held.get("MCMMetadataIdentifier")),
            folder=file.path.rpartition("/")[0],
            content_class=plist.as_int(held.get("MCMMetadataContentClass")),
        ),
    )

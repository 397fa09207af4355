"""Times that files write as text, read the one way their format defines."""

from datetime import UTC, datetime

from hoofprint.model.times import moment


def iso_time(value: object) -> int | None:
    """Microseconds UTC of a date, or of ISO 8601 text; text without a zone is UTC, as the files here define it."""
    if isinstance(value, datetime):
        return moment(value)
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    try:
        return moment(read if read.tzinfo else read.replace(tzinfo=UTC))
    except OverflowError:
        return None

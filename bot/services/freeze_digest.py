"""Freeze a digest as it stood: what the chair saw that day can be read again on any other."""

from datetime import UTC

from bot.rules.digest_value import Digest, to_json
from storage.records import DigestSnapshot
from storage.repositories import Register


def freeze_digest(register: Register, digest: Digest, occasion: str) -> DigestSnapshot:
    """Keep the digest under its occasion, in the caller's unit of work; the first one kept stands.

    Where two do so at once, the later commit raises `DuplicateError` and keeps nothing.
    """
    meeting_id = digest.meeting.id
    kept = [each for each in register.meetings.snapshots(meeting_id) if each.occasion == occasion]
    if kept:
        return kept[0]
    return register.rows.add(
        DigestSnapshot(
            meeting_id=meeting_id,
            occasion=occasion,
            as_of=digest.as_of.astimezone(UTC),
            since=digest.since.astimezone(UTC) if digest.since else None,
            meeting_on=digest.meeting.on,
            value=to_json(digest),
        )
    )

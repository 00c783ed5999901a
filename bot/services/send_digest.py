"""Send the digests of meetings: put what is decided of them into the outbox, in the caller's unit of work.

What may live here: carrying decisions out. The caller commits; nothing leaves for Slack here.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.rules.digest_preview import Preview
from bot.rules.digest_sending import Decision, Recipient, SayMoved, SendDigest, SendPreview, asked_for, may_go
from bot.rules.digest_value import Digest
from bot.rules.ways import Ways
from bot.services.compose_digest import compose_digest
from bot.services.digest_rows import messages_for
from bot.services.freeze_digest import freeze_digest
from bot.services.preview_digest import preview_of, previews_again
from bot.services.read_sittings import read_schedule
from storage.records import Meeting, Outbox
from storage.repositories import Register


def carry_out(register: Register, ways: Ways, decision: Decision) -> int:
    """Claim the decision's occasion and fill the outbox; how many messages it put there.

    A digest is composed as the register stands at that instant, and kept. 0 where any replica was first, or where
    somebody has held the digest since it was decided. The caller commits; where that raises `DuplicateError`
    somebody else was first after all.
    """
    saying = decision.saying
    # Whoever holds a digest or adds to it takes the meeting first, too.
    register.meetings.locked(saying.meeting_id)
    if isinstance(decision, SendDigest) and not decision.wanted and _is_held(register, saying.meeting_id):
        return 0
    if not register.messages.claim_slot(saying.occasion, saying.at, saying.at, _note(decision)):
        return 0
    subject = _subject(register, ways, decision)
    if isinstance(decision, SendDigest) and isinstance(subject, Digest):
        freeze_digest(register, subject, saying.occasion)
        register.flush()
    messages = [row for to in saying.recipients for row in messages_for(decision, subject, to)]
    put = sum(register.messages.put(message) is not None for message in messages)
    if not isinstance(decision, (SendPreview, SayMoved)):
        previews_again(register, ways, saying.meeting_id, saying.at)
    return put


def carry_out_now(register: Register, ways: Ways, meeting_id: int, now: datetime) -> int:
    """Send the digest of a meeting because somebody asks for it; how many messages it put into the outbox.

    0 where it has gone out, the meeting's group has no digest, or the meeting is cancelled or has begun. The caller
    commits.
    """
    schedule = read_schedule(register, ways, now)
    sitting = schedule.sitting(meeting_id)
    if sitting is None or sitting.sent is not None or not may_go(sitting.meeting, ways, now):
        return 0
    return carry_out(register, ways, asked_for(sitting, schedule.support, ways, now))


def messages_of(register: Register, ways: Ways, decision: Decision) -> Iterator[tuple[Recipient, Outbox]]:
    """What carrying a decision out would put into the outbox, and for whom; nothing is claimed or kept."""
    subject = _subject(register, ways, decision)
    for recipient in decision.saying.recipients:
        for message in messages_for(decision, subject, recipient):
            yield recipient, message


def _subject(register: Register, ways: Ways, decision: Decision) -> Digest | Preview | None:
    """What the decision shows: a digest, or how one would stand."""
    saying = decision.saying
    if isinstance(decision, SendDigest):
        meeting = register.rows.get(Meeting, saying.meeting_id)
        if meeting is None:
            raise LookupError(f"no meeting {saying.meeting_id} in this partnership")
        return compose_digest(register, ways, meeting, saying.at)
    return (
        preview_of(register, ways, saying.meeting_id, saying.at)
        if isinstance(decision, SendPreview)
        else None
    )


def _is_held(register: Register, meeting_id: int) -> bool:
    hold = register.meetings.holds().get(meeting_id)
    return hold is not None and hold.held


def _note(decision: Decision) -> str | None:
    """What the slot remembers of readers nobody could be found to tell."""
    missed = [contact.id for contact in decision.saying.unreached]
    return f"nobody to reach contacts {', '.join(map(str, missed))}" if missed else None

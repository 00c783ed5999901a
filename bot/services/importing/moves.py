"""Bringing in what has moved: meetings, each move counted so that it is told once, and milestones, each kept.

What may live here: meetings and milestones in an import.
"""

from collections.abc import Sequence
from typing import Any

from bot.rules.register_form import Draft, Move, short_source
from bot.services.importing.rows import Changes, Importing
from storage.records import ImportedRow, Meeting, Milestone, MilestoneMove, id_of

MOVES = "milestone_moves"

_MOVING = frozenset(("earliest", "latest", "local_time"))
_TELLING_STATES = frozenset(("moved", "cancelled"))


def merge_meetings(importing: Importing, drafts: Sequence[Draft]) -> None:
    """Add and change meetings."""
    importing.merge("meetings", drafts, changed=_count_move)


def _count_move(_draft: Draft, meeting: Meeting, changes: Changes) -> None:
    """Another day or time, a cancellation and its taking back are news; that a meeting was held is not."""
    states = set(changes.get("state", ()))
    if _MOVING & changes.keys() or _TELLING_STATES & states:
        meeting.version += 1


def merge_milestones(importing: Importing, drafts: Sequence[Draft], moves: Sequence[Move]) -> None:
    """Add and change milestones, with the re-datings the file lists and those it makes."""
    fresh = [move for move in moves if (MOVES, short_source(move.source)) not in importing.imported]
    listed = {(short_source(move.milestone[1]), move.to_when.latest) for move in fresh}

    def redate(draft: Draft, milestone: Milestone, changes: Changes) -> None:
        before, after = changes.get("latest", (None, None))
        if before is not None and (draft.source, after) not in listed:
            importing.register.rows.add(_made_by(importing, milestone, changes))

    importing.merge("milestones", drafts, changed=redate)
    _add_listed(importing, fresh)


def _made_by(importing: Importing, milestone: Milestone, changes: Changes) -> MilestoneMove:
    """The re-dating that a new date in the file is."""
    before, after = changes["latest"]
    words, _ = changes.get("date_words", (milestone.date_words, None))
    return MilestoneMove(
        milestone_id=id_of(milestone),
        moved_at=importing.at,
        from_latest=before,
        from_words=words,
        to_latest=after,
        to_words=milestone.date_words,
        contact_id=importing.by.contact_id,
    )


def _add_listed(importing: Importing, moves: Sequence[Move]) -> None:
    """Add re-datings the file lists; one the register knows from Slack is the same one, and not added again."""
    held = {_what(row): id_of(row) for row in importing.register.rows.all(MilestoneMove)} if moves else {}
    added: list[tuple[Move, Any]] = []
    for move in moves:
        row = _row(importing, move)
        if _what(row) in held:
            _remember(importing, move, held[_what(row)])
        else:
            added.append((move, importing.register.rows.add(row)))
    importing.work.flush()
    for move, row in added:
        _remember(importing, move, id_of(row))
        importing.told("added", MOVES, f"of {importing.name_of(move.milestone)}, {row.moved_at:%Y-%m-%d}")


def _row(importing: Importing, move: Move) -> MilestoneMove:
    return MilestoneMove(
        milestone_id=importing.id_of(*move.milestone),
        moved_at=move.moved_at,
        from_latest=move.from_when.latest,
        from_words=move.from_when.words,
        to_latest=move.to_when.latest,
        to_words=move.to_when.words,
        reason=move.reason,
        agreed_by=move.agreed_by,
        contact_id=importing.known_id(move.by),
    )


def _what(row: MilestoneMove) -> tuple[object, ...]:
    return row.milestone_id, row.from_latest, row.to_latest


def _remember(importing: Importing, move: Move, row_id: int) -> None:
    source = short_source(move.source)
    importing.register.rows.add(ImportedRow(subject=MOVES, source=source, subject_id=row_id))

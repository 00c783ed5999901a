"""A letter that was sent, put in its place again as it stands now: what was answered since is marked so."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.services.compose_letter import LETTER, recompose
from storage.engine import Database
from storage.records import Outbox
from storage.repositories import Register
from storage.unit_of_work import Author, working

SHOWN_AGAIN_FOR = timedelta(days=14)
"""How old a letter may be that still changes when what it asks is answered somewhere else."""

BOT = Author(None, by="the bot")


def letter_again(register: Register, letter_key: str, key: str, at: datetime) -> Outbox | None:
    """The edit that shows it, for the same transaction as what changed it; None where there is nothing to show.

    The letter is held until then, so that of two taps at once the later one's edit shows both.
    """
    register.flush()
    letter = register.messages.held(letter_key)
    if letter is None or letter.sent_channel is None or letter.sent_ts is None:
        return None
    again = recompose(register, letter, at)
    if again is None:
        return None
    place = {"channel": letter.sent_channel, "ts": letter.sent_ts}
    return Outbox(
        key=f"edit {key}"[:255],
        kind="edit",
        channel=letter.sent_channel,
        payload=place | again,
        not_before=at,
        created_at=at,
    )


def show_letter_again(
    database: Database, partnership_id: int, letter_key: str, key: str, at: datetime
) -> None:
    """The same, where nothing else has to be written with it."""
    with working(database, BOT, at) as work:
        register = work.register(partnership_id)
        row = letter_again(register, letter_key, key, at)
        if row is not None:
            register.messages.put(row)
            work.commit()


def tell_letters(
    register: Register,
    action_id: int,
    besides: str | None,
    key: str,
    at: datetime,
    answered_for: int | None = None,
) -> None:
    """Have every recent letter that asks about an action show what was just said of it, whoever said it and where.

    They are composed as they are sent. `besides` is the key of one that is shown again anyway; `key` names what was
    submitted. `answered_for` is the contact whose words they are, who was to be asked by phone or email.
    """
    subjects = [f"milestone {each.id}" for each in register.milestones.of_action(action_id)]
    subjects += [f"contact {answered_for}"] if answered_for is not None else []
    show_again_about(register, [f"action {action_id}", *subjects], besides, key, at)


def show_again_about(
    register: Register, subjects: Sequence[str], besides: str | None, key: str, at: datetime
) -> None:
    """The same for every recent letter that has a line about one of these subjects."""
    letters = register.messages.letters_about(subjects, at - SHOWN_AGAIN_FOR)
    for letter in letters:
        if letter.key != besides:
            register.messages.put(
                Outbox(
                    key=f"edit {letter.key} {key}"[:255],
                    kind="edit",
                    channel=letter.sent_channel,
                    payload={"channel": letter.sent_channel, "ts": letter.sent_ts, LETTER: letter.key},
                    not_before=at,
                    created_at=at,
                )
            )

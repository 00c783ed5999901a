"""Every recent letter that tells of a meeting, put in its place again once what it tells has changed."""

from datetime import datetime

from bot.services.letter_again import SHOWN_AGAIN_FOR, letter_again
from storage.repositories import Register


def letters_about(register: Register, meeting_id: int, mark: str, at: datetime) -> None:
    """Have each one that was sent show how it stands, in the caller's unit of work. `mark` names what changed it."""
    register.flush()
    for letter in register.messages.letters_about([f"meeting {meeting_id}"], at - SHOWN_AGAIN_FOR):
        again = letter_again(register, letter.key, f"{letter.key} {mark}", at)
        if again is not None:
            register.messages.put(again)

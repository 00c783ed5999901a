"""`/loip board`: the next meeting and its asks, the last digest and what has changed since."""

from bot.views.blocks import Block
from commands.asked import Asked
from commands.requests import Board


def answer(asked: Asked, _request: Board) -> Block:
    """The next meeting and the last digest."""
    raise NotImplementedError

"""`/loip board`: the next meeting and its asks, the last digest and what has changed since."""

from bot.services.show_board import show_board
from bot.views.blocks import Block
from bot.views.board import board_message
from commands.asked import Asked
from commands.requests import Board


def answer(asked: Asked, _request: Board) -> Block:
    """The next meeting and the last digest."""
    return board_message(show_board(asked.database, asked.ways, asked.at), asked.ways)

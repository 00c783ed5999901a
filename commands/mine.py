"""`/loip mine` and `/loip update`: the person's own actions, as a list and as a menu with buttons."""

from bot.services.read_mine import read_mine
from bot.views import mine
from bot.views.blocks import Block
from bot.views.update_buttons import asking_key
from commands.asked import Asked
from commands.requests import Mine, UpdateMenu

_VIEWS = {mine.MINE: mine.mine, mine.MENU: mine.menu}


def answer(asked: Asked, request: Mine | UpdateMenu) -> Block:
    """The first page of the list, or of the menu."""
    return page(asked, mine.MENU if isinstance(request, UpdateMenu) else mine.MINE, 1)


def page(asked: Asked, list_name: str, number: int) -> Block:
    """A page of one of the two; the buttons on it belong to this asking and no other."""
    shown = read_mine(asked.database, asked.ways, asked.person, asked.at)
    key = asking_key(list_name, asked.submission_key, asked.at)
    return _VIEWS[list_name](shown, asked.ways, asked.today, key, number)

"""The foot of a list that has more than one page. Pure."""

from collections.abc import Iterator
from typing import Any

from bot.rules.paging import Page
from bot.views import verbs
from bot.views.blocks import Block, actions, button, context


def turning(page: Page, list_name: str, **fields: Any) -> Iterator[Block]:
    """Where the reader is, with Back and Next; nothing where one page holds everything.

    The buttons carry `list` (which list this is), `page` and the `fields` that make the list again.
    """
    if page.pages == 1:
        return
    buttons = []
    if page.has_back:
        back = verbs.value(list=list_name, page=page.number - 1, **fields)
        buttons.append(button("Back", f"{verbs.PAGE}:back", back))
    if page.has_next:
        following = verbs.value(list=list_name, page=page.number + 1, **fields)
        buttons.append(button("Next", f"{verbs.PAGE}:next", following))
    yield context(f"{page.offset + 1}–{page.last} of {page.total} · page {page.number} of {page.pages}")
    yield actions("page", buttons)

"""How the practice Slack looks in a browser: Slack's blocks drawn as HTML, and form fields read back.

Pure: blocks and an `Ink` in, escaped `Markup` out. Nothing is fetched, posted or remembered, no template of a
page lives here, and what a person typed never becomes markup of the page.
"""

from bot.practice.drawing.blocks import draw_blocks, draw_message
from bot.practice.drawing.fields import field_name, read_entries, unfold_press
from bot.practice.drawing.ink import Ink
from bot.practice.drawing.mrkdwn import draw_mrkdwn

__all__ = [
    "Ink",
    "draw_blocks",
    "draw_message",
    "draw_mrkdwn",
    "field_name",
    "read_entries",
    "unfold_press",
]

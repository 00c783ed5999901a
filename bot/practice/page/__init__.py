"""The practice workspace in a browser: a page on the practice Slack. It knows nothing of the bot.

What may live here: guarding and reading requests, turning what a person sees into values, and templates.
"""

from bot.practice.page.room import Actor, Completions, Move, Moved, Room, Step, Told
from bot.practice.page.serving import Page, PortTaken

__all__ = ["Actor", "Completions", "Move", "Moved", "Page", "PortTaken", "Room", "Step", "Told"]

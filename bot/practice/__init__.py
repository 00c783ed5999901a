"""A strict Slack of our own, on this machine: for tests, for trying the bot out and for training.

It knows nothing of the bot. State, rules and the HTTP edge are apart, so that another edge can be put on.
"""

from bot.practice.answers import Answer
from bot.practice.delivery import signature
from bot.practice.entities import Channel, Message, Person, Upload, View
from bot.practice.faults import Order
from bot.practice.forms import NotOnScreen
from bot.practice.installation import Shortcut
from bot.practice.limits import Fault, message_faults, view_faults
from bot.practice.pace import Pace, unlimited
from bot.practice.reading import read_blocks, read_message, read_mrkdwn, read_view
from bot.practice.slack import Exchange, PracticeSlack
from bot.practice.team import Team
from bot.practice.workspace import ALL_SCOPES

__all__ = [
    "ALL_SCOPES",
    "Answer",
    "Channel",
    "Exchange",
    "Fault",
    "Message",
    "NotOnScreen",
    "Order",
    "Pace",
    "Person",
    "PracticeSlack",
    "Shortcut",
    "Team",
    "Upload",
    "View",
    "message_faults",
    "read_blocks",
    "read_message",
    "read_mrkdwn",
    "read_view",
    "signature",
    "unlimited",
    "view_faults",
]

"""What a person sees after saying something of an action: what was saved, and the few things to do about it.

What may live here: views of `Recorded` and of what undoes it. Pure.
"""

from datetime import date, datetime

from bot.rules.barrier_hint import barrier_in, help_is_welcome
from bot.rules.dates import date_in_words
from bot.rules.freshness import passed
from bot.rules.ways import Ways
from bot.services.record_update import Recorded
from bot.services.undo_update import NotUndone, Undone
from bot.views import verbs
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline, mrkdwn, quote
from bot.views.moments import clock_time, moment_in_words

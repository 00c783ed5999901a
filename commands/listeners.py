"""Everything people say to the bot, registered with Bolt."""

from slack_bolt import App

from commands import (
    after_board,
    away,
    buttons,
    chair_taps,
    digest_taps,
    faults,
    first_run,
    form_submissions,
    home,
    keeping_forms,
    mentions,
    messages,
    nudge_forms,
    preferences,
    question_taps,
    queues,
    replacing,
    set_up,
    sheet_taps,
    shortcuts,
    slash,
    workspace_events,
)
from commands.asked import Deps


def register(app: App, deps: Deps) -> None:
    """Register every listener."""
    first_run.register(app, deps)
    slash.register(app, deps)
    buttons.register(app, deps)
    form_submissions.register(app, deps)
    nudge_forms.register(app, deps)
    keeping_forms.register(app, deps)
    replacing.register(app, deps)
    sheet_taps.register(app, deps)
    set_up.register(app, deps)
    away.register(app, deps)
    preferences.register(app, deps)
    queues.register(app, deps)
    digest_taps.register(app, deps)
    chair_taps.register(app, deps)
    question_taps.register(app, deps)
    after_board.register(app, deps)
    home.register(app, deps)
    shortcuts.register(app, deps)
    messages.register(app, deps)
    mentions.register(app, deps)
    workspace_events.register(app, deps)
    faults.register(app)

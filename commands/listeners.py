"""Everything people say to the bot, registered with Bolt."""

from slack_bolt import App

from commands import buttons, faults, form_submissions, messages, slash, workspace_events
from commands.asked import Deps


def register(app: App, deps: Deps) -> None:
    """Register every listener."""
    slash.register(app, deps)
    buttons.register(app, deps)
    form_submissions.register(app, deps)
    messages.register(app, deps)
    workspace_events.register(app, deps)
    faults.register(app)

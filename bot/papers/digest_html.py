"""The digest as one page of HTML, for a chair who is not on Slack: to read on a phone, or to print.

What may live here: the page, whole in itself: no script, nothing loaded, nothing to follow. Everything typed
is escaped, a status is always said in words beside its colour, and nobody is named but bodies and posts.
"""

from collections.abc import Iterable, Sequence
from html import escape

from bot.papers.digest_style import STYLE
from bot.rules.dates import date_in_words, due_in_words
from bot.rules.digest_value import ActionDetail, AskLine, Digest, Silent, Slip
from bot.rules.digest_words import (
    FOR_NOTING,
    RAISED,
    VERBS,
    as_at,
    asked_in_words,
    asked_words,
    changes_in_words,
    counted,
    dates_in_words,
    elsewhere_in_words,
    hour_in_words,
    item_in_words,
    legible,
    month_in_words,
    notification,
    overdue_in_words,
    sentence,
    silence_in_words,
    whole_day,
)
from bot.rules.numbering import DASHES
from bot.rules.owed import falls, in_words

LANGUAGE = "en-GB"

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A reader's browser holds the page to it: nothing is loaded and nothing runs, whatever was typed."""


def digest_html(digest: Digest) -> str:
    """The whole page, in UTF-8 when it is written."""
    title = f"{digest.meeting.called}, {whole_day(digest.meeting.on)}"
    parts = (_head, _notes, _asks, _raised, _owed, _stuck, _news, _counts)
    body = [*(part(digest) for part in parts), *_details(digest), _foot(digest)]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{LANGUAGE}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{_text(f'{title}: digest of {digest.partnership}')}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        )
    )


def file_name(digest: Digest) -> str:
    """`board-digest-2026-12-03.html`: safe on any system, whatever the group is called."""
    letters = (
        letter if letter.isascii() and letter.isalnum() else " " for letter in digest.meeting.called.lower()
    )
    named = "-".join("".join(letters).split())[:60].strip(DASHES) or "meeting"
    return f"{named}-digest-{digest.meeting.on.isoformat()}.html"


# --- the page, from its head to its foot


def _head(digest: Digest) -> str:
    meeting = digest.meeting
    when = [whole_day(meeting.on), *([hour_in_words(meeting.local_time)] if meeting.local_time else [])]
    due = meeting.papers_due
    papers = (
        f" Papers close {_text(date_in_words(due, digest.today))}." if due and due >= digest.today else ""
    )
    return (
        f'<header><p class="whose">{_text(digest.partnership)}</p>'
        f"<h1>{_text(meeting.called)}<br><span>{_text(', '.join(when))}"
        f"</span></h1><p>{_text(sentence(as_at(digest.as_of)))}.{papers}</p></header>"
    )


def _notes(digest: Digest) -> str:
    """What the support officer added before it went, whole."""
    return "".join(
        f"<p>A line from the {_text(note.post)}: {_quoted(note.words)}</p>" for note in digest.notes
    )


def _asks(digest: Digest) -> str:
    name = _text(digest.meeting.called)
    elsewhere = elsewhere_in_words(digest)
    after = f'<p class="more">{_text(elsewhere)}</p>' if elsewhere else ""
    if not digest.asks:
        return _section(f"Nothing is on the agenda for the {name} to decide", after)
    entries = _list((_ask(ask, digest) for ask in digest.asks), "ol", "asks")
    return _section(f"The {name} is asked to", entries + after)


def _raised(digest: Digest) -> str:
    """Every ask on no agenda yet, to the executive group that is to settle it or send it on."""
    entries = _list((_ask(ask, digest) for ask in digest.raised), "ol", "asks")
    return _section(_text(RAISED), entries) if entries else ""


def _owed(digest: Digest) -> str:
    """What other groups owe the meeting, each with its day."""
    entries = _list(_text(f"{in_words(each)}, {falls(each, digest.today)}") for each in digest.owed)
    return _section(f"Owed to this {_text(digest.meeting.called)}", entries) if entries else ""


def _ask(ask: AskLine, digest: Digest) -> str:
    about = [_text(ask.code)] if ask.code else []
    if ask.quote:
        about.append(_quoted(ask.quote))
    elif ask.held_up_since:
        about.append(f"held up since {_text(month_in_words(ask.held_up_since, digest.today))}")
    about += [FOR_NOTING] if ask.kind == "note" else []
    about += [_text(item_in_words(ask.item))] if ask.item else []
    small = f'<br><span class="small">{" · ".join(about)}</span>' if about else ""
    return f'<strong class="verb">{VERBS[ask.kind]}</strong> {_text(asked_words(ask))}{small}'


def _stuck(digest: Digest) -> str:
    if not (digest.off_track or digest.redated or digest.silent):
        return _section("Nothing is stuck", "<p>None off track, re-dated or unheard of.</p>")
    off_track = _list(
        f"<strong>{_text(each.code)}</strong> {_badge('off_track', digest)}"
        f"{f' {_text(each.body)}' if each.body else ''}{f': {_quoted(each.words)}' if each.words else ''}"
        for each in digest.off_track
    )
    redated = _list(
        f"<strong>{_text(slip.code or '')}</strong> {_slip(slip, digest)}" for slip in digest.redated
    )
    silent = _list(
        f"<strong>{_text(each.code)}</strong> {_text(_silence(each, digest))}" for each in digest.silent
    )
    parts = (("", off_track), ("Re-dated", redated), ("Not heard of", silent))
    headed = (f"<h3>{name}</h3>{entries}" if name else entries for name, entries in parts if entries)
    return _section("Stuck", "".join(headed))


def _silence(silent: Silent, digest: Digest) -> str:
    parts = (silence_in_words(silent.heard_on, digest.today), asked_in_words(silent, digest.today))
    return "; ".join(part for part in parts if part)


def _news(digest: Digest) -> str:
    entries = []
    if digest.since:
        entries.append(_text(sentence(changes_in_words(digest.changes))) + ".")
    for each in digest.thanks:
        codes = ", ".join(map(_text, each.codes))
        entries.append(f"To thank: <strong>{_text(each.body)}</strong> ({codes}, confirmed).")
    if digest.next_milestone:
        code = f" ({_text(digest.next_milestone.code)})" if digest.next_milestone.code else ""
        due = _text(due_in_words(digest.next_milestone.due, digest.today))
        entries.append(f"Next: {_text(digest.next_milestone.title)}{code}, {due}.")
    if not entries:
        return ""
    since = f"Since {date_in_words(digest.since.date(), digest.today)}" if digest.since else "To know"
    return _section(since, _list(entries))


def _counts(digest: Digest) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_badge(count.status, digest)}</th><td class="number">{count.number}</td></tr>'
        for count in digest.counts
    )
    before = (
        f"<p>{counted(digest.finished_before, 'action')} finished earlier.</p>"
        if digest.finished_before
        else ""
    )
    table = (
        f"<table class='counts'><caption>{counted(digest.total, 'action')}</caption>"
        f'<thead><tr><th scope="col">Status</th><th scope="col" class="number">Actions</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    return _section("How the actions stand", (table if rows else "<p>No action is open.</p>") + before)


def _details(digest: Digest) -> Iterable[str]:
    for priority in digest.details:
        yield _actions(priority.name or f"No {digest.priority_term}", priority.actions, digest)
    if digest.finished:
        since = f" since {date_in_words(digest.since.date(), digest.today)}" if digest.since else ""
        yield _actions(f"Finished{since}", digest.finished, digest)


def _foot(digest: Digest) -> str:
    key = _list(_badge(line.status, digest) for line in digest.key)
    days = counted(digest.limit_days, "day")
    return (
        f'<footer><h2>Key</h2><div class="key">{key}</div>'
        f"<p>Not heard of: no word in {days}, whatever the status. {_text(notification(digest))}.</p></footer>"
    )


# --- the actions


def _actions(title: str, actions: Sequence[ActionDetail], digest: Digest) -> str:
    """A table that a narrow screen shows as a list; the roles keep it a table to those who hear it."""
    heads = "".join(
        f'<th role="columnheader" scope="col">{name}</th>' for name in ("Action", "Status", "Last word")
    )
    rows = "".join(_row(action, digest) for action in actions)
    table = (
        f'<table role="table" class="actions"><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
    return _section(f"{_text(title)} <span>{counted(len(actions), 'action')}</span>", table)


def _row(action: ActionDetail, digest: Digest) -> str:
    return (
        f'<tr role="row"><th role="rowheader" scope="row">{_named(action)}</th>'
        f'<td role="cell">{_standing(action, digest)}</td><td role="cell">{_said(action, digest)}</td></tr>'
    )


def _named(action: ActionDetail) -> str:
    partners = f", with {', '.join(map(_text, action.partners))}" if action.partners else ""
    lead = f'<br><span class="small">{_text(action.lead)}{partners}</span>' if action.lead else ""
    unowned = "" if action.owned else '<br><span class="small">No officer yet</span>'
    return f"<strong>{_text(action.code)}</strong> {_text(action.title)}{lead}{unowned}"


def _standing(action: ActionDetail, digest: Digest) -> str:
    said = _badge(action.status, digest)
    if action.status == "complete":
        said += f'<br><span class="small">{"confirmed" if action.confirmed else "to be confirmed"}</span>'
    was = f'<br><span class="small">was {_text(digest.label(action.was).word)}</span>' if action.was else ""
    return said + was


def _said(action: ActionDetail, digest: Digest) -> str:
    today = digest.today
    day = date_in_words(action.heard_on, today) if action.heard_on else ""
    silence = silence_in_words(action.heard_on, today) if action.silent or not day else day
    whose = f" ({_text(action.whose)})" if action.whose else ""
    words = f": {_quoted(action.words)}{whose}" if action.words else ""
    lines = [f"{_text(sentence(silence))}{words}"]
    if action.silent and action.post:
        lines.append(f"Speak to: {_text(action.post)}")
    if action.held_up:
        lines.append(f"Held up: {_quoted(action.held_up)}")
    for each in action.overdue:
        what = _quoted(each.title) if each.title else "the action"
        lines.append(f"Past its date: {what}, {_text(overdue_in_words(each, today))}")
    lines += [f"Re-dated: {_slip(slip, digest)}" for slip in action.slips]
    return "<br>".join(lines)


# --- small things


def _section(heading: str, inside: str) -> str:
    return f"<section><h2>{heading}</h2>{inside}</section>"


def _list(entries: Iterable[str], kind: str = "ul", style: str = "plain") -> str:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f'<{kind} class="{style}">{items}</{kind}>' if items else ""


def _badge(status: str, digest: Digest) -> str:
    """A status as a colour and a word. The key's symbols stay on Slack: many a printer has no picture of them."""
    return f'<span class="status {_text(status)}">{_text(digest.label(status).word)}</span>'


def _slip(slip: Slip, digest: Digest) -> str:
    return f"{_quoted(slip.title)}, {_text(dates_in_words(slip, digest.today))}"


def _quoted(words: str) -> str:
    return f"“{_text(words)}”"


def _text(words: str) -> str:
    return escape(legible(words), quote=True)

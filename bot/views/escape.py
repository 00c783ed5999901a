"""Escaping: everything a person typed is hostile until it has been through here."""

import re

_MARKUP = re.compile(r"<([^<>\n]+)>")
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")


def mrkdwn(text: str) -> str:
    """Text safe inside a mrkdwn object: `& < >` escaped, so that `<!channel>` wakes nobody.

    Control characters and the marks that turn writing around are taken out; see Slack's "Formatting text".
    """
    clean = _INVISIBLE.sub("", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str, limit: int = 1200) -> str:
    """Somebody's words as a quotation, every line of it, cut at `limit` characters with an ellipsis."""
    cut = text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
    return "\n".join(f"> {line}" for line in mrkdwn(cut).splitlines()) or ">"


def inline(text: str, limit: int = 80) -> str:
    """Somebody's words on one line, in straight quotation marks."""
    one_line = " ".join(text.split())
    cut = one_line if len(one_line) <= limit else one_line[: limit - 1].rstrip() + "…"
    return f'"{mrkdwn(cut)}"'


def unescaped(text: str) -> str:
    """Text of a Slack message event as it was typed: events arrive escaped, commands and modals do not.

    Links that Slack made are the addresses that were typed, a channel is `#name`; a person is `@U123`, since an
    event does not tell the name.
    """
    typed = _MARKUP.sub(lambda match: _typed(match[1]), text)
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _typed(markup: str) -> str:
    """What was typed where Slack put `<markup>`; a bracket of the person's own arrives as `&lt;`."""
    target, _, label = markup.partition("|")
    mark = target[:1]
    if mark == "@":
        return target
    if mark == "#":
        return f"#{label or target[1:]}"
    if mark == "!":
        return label or f"@{target[1:].partition('^')[2] or target[1:]}"
    return label if _is_same_address(target, label) else target.removeprefix("mailto:")


def _is_same_address(url: str, label: str) -> bool:
    bare = _SCHEME.sub("", url, count=1)
    return label.casefold().rstrip("/") in (url.casefold().rstrip("/"), bare.casefold().rstrip("/"))

"""Escaping: everything a person typed is hostile until it has been through here."""

import re

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
    """Text of a Slack message event as it was typed: events arrive escaped, commands and modals do not."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

"""Templates into answers. Everything is escaped but what was drawn; a name a template does not know is a fault."""

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.practice.page.address import Where
from bot.practice.page.intake import FILE_BYTES, TooLong
from bot.practice.page.seen import size_words


@dataclass(frozen=True, slots=True)
class Keys:
    """What every form carries: that it is of this server, and which workspace it was drawn for."""

    token: str
    generation: int


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.practice.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["link_to"] = lambda person_id, place: Where(person_id, place).link()
    return environment


TEMPLATES = _environment()


def render(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as an answer. Half a character, which JSON can carry and a page cannot, becomes a question mark."""
    return HTMLResponse(TEMPLATES.get_template(template).render(values).encode("utf-8", "replace"), status)


def refuse(status: int, title: str, *lines: str, text: str = "", back: str = "/") -> HTMLResponse:
    """A page that says plainly what is not done, and why; with a text, it is given back to be shortened."""
    words = "To the start page" if back == "/" else "Back to the conversation"
    return render("refused.html", status, title=title, lines=lines, text=text, back=back, back_words=words)


def refuse_too_long(sent: TooLong, back: str) -> HTMLResponse:
    """What was sent is more than is taken: how much it is, how much is taken, and where the text is now."""
    long = _length_words(sent)
    if sent.text:
        return refuse(413, "That is too long", long, "Nothing was sent.", text=sent.text, back=back)
    kept = "Nothing was sent. Your browser’s Back button brings what you wrote back."
    return refuse(413, "That is too long", long, kept, back=back)


def _length_words(sent: TooLong) -> str:
    if sent.unit == "characters":
        return (
            f"Your message has {sent.length:,} characters; Slack takes at most {sent.most:,} in one message."
        )
    length, most = size_words(sent.length), size_words(sent.most)
    if sent.most >= FILE_BYTES:
        return f"What you sent has {length}; this page takes files of at most {size_words(FILE_BYTES)}."
    return (
        f"What you sent has {length}; this page takes at most {most} at once, and Slack at most 3,000 characters "
        "in one field of a form."
    )

"""Reading what a form sent, never more than allowed at once in memory.

What is too long is read to its end and thrown away, so that the browser shows the refusal and not a broken
connection; what does not end is cut off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import Message, Receive

TEXT_BYTES = 200_000
FILE_BYTES = 20_000_000
MOST_CHARACTERS = 40_000
MOST_DRAINED = 200_000_000
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file somebody chose: its name as one line, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form sent: texts by field name, and the files there were. Line ends are `\\n`."""

    fields: Mapping[str, Sequence[str]]
    files: Mapping[str, SentFile] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The last text of a field, or nothing."""
        return (self.fields.get(name) or ("",))[-1]


@dataclass(frozen=True, slots=True)
class TooLong:
    """More than is taken: how much, how much is taken, in which unit, and the text if it was read."""

    length: int
    most: int
    unit: str
    text: str = ""


async def read_form(request: Request, most: int) -> Posted | TooLong:
    """The form of a request whose body has at most so many bytes."""
    body = await _body(request, most)
    if isinstance(body, TooLong):
        return body
    whole = Request(request.scope, _receiving(body))
    async with whole.form(max_part_size=most) as form:
        return await _posted(form)


def too_many_characters(text: str) -> TooLong | None:
    """Whether a message is longer than Slack takes."""
    if len(text) <= MOST_CHARACTERS:
        return None
    return TooLong(len(text), MOST_CHARACTERS, "characters", text)


async def _body(request: Request, most: int) -> bytes | TooLong:
    held, length = bytearray(), 0
    async for chunk in request.stream():
        length += len(chunk)
        if length <= most:
            held += chunk
        else:
            held.clear()
        if length > MOST_DRAINED:
            break
    return bytes(held) if length <= most else TooLong(length, most, "bytes")


def _receiving(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _posted(form: FormData) -> Posted:
    fields: dict[str, list[str]] = {}
    files: dict[str, SentFile] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files[name] = SentFile(file_name(value.filename), await value.read())
        else:
            fields.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\r", "\n"))
    return Posted(fields, files)


def file_name(given: str) -> str:
    """A file's name on one line, without what a terminal or a header would act on, and not too long."""
    return "".join(sign for sign in given if sign.isprintable())[:LONGEST_NAME].strip() or "file"

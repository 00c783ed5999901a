"""One sound sample of every block and every element, and helpers that read drawn HTML as a browser would."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from bot.practice.drawing import Ink
from tests.bot.practice.examples import actions, button, marked, option, plain, question, section, select

Json = dict[str, Any]

INK = Ink(
    names={"U1": "Ailsa Reid", "U2": "Callum Weir", "C1": "board"},
    people=[("U1", "Ailsa Reid"), ("U2", "Callum Weir")],
    channels=[("C1", "board"), ("C2", "general")],
)
CONFIRM = {
    "title": plain("Withdraw?"),
    "text": marked("*POV-03* goes off the agenda."),
    "confirm": plain("Withdraw"),
    "deny": plain("Keep"),
}
GREEN, AMBER = option("green", ":large_green_circle: On track"), option("amber", "🟠 At risk")
PICTURE = {
    "type": "image",
    "alt_text": "Twelve actions, three late",
    "image_url": "https://example.org/a.png",
}


def element(kind: str, **more: Any) -> Json:
    """An element of this kind with an action_id of its own."""
    return {"type": kind, "action_id": kind, **more}


ELEMENT_SAMPLES: dict[str, Json] = {
    "button": button("Withdraw", "button", value="3", style="danger", confirm=CONFIRM),
    "image": PICTURE,
    "overflow": element(
        "overflow", options=[option("pause", "Pause"), option("paper", "Paper", url="https://example.org/p")]
    ),
    "checkboxes": element(
        "checkboxes",
        options=[option("north", "North", description=plain("Four wards")), option("south")],
        initial_options=[option("north", "North", description=plain("Four wards"))],
    ),
    "radio_buttons": element("radio_buttons", options=[GREEN, AMBER], initial_option=AMBER),
    "static_select": element(
        "static_select",
        placeholder=plain("How is it going?"),
        option_groups=[
            {"label": plain("Going well"), "options": [GREEN]},
            {"label": plain("Not so well"), "options": [AMBER, option("red", "Off track")]},
        ],
        initial_option=AMBER,
    ),
    "multi_static_select": element(
        "multi_static_select", options=[option("north"), option("south")], initial_options=[option("south")]
    ),
    "external_select": element("external_select", placeholder=plain("Find an action"), initial_option=GREEN),
    "users_select": element("users_select", placeholder=plain("Choose an officer"), initial_user="U2"),
    "multi_users_select": element("multi_users_select", initial_users=["U1"]),
    "channels_select": element("channels_select", initial_channel="C1"),
    "conversations_select": element("conversations_select", placeholder=plain("Where to")),
    "datepicker": element("datepicker", initial_date="2026-11-12", placeholder=plain("New date")),
    "timepicker": element("timepicker", initial_time="14:30", timezone="Europe/London"),
    "datetimepicker": element("datetimepicker", initial_date_time=1_794_493_800),
    "plain_text_input": element(
        "plain_text_input",
        multiline=True,
        initial_value="Draft out.\nComments by Friday.",
        placeholder=plain("Say"),
    ),
    "number_input": element("number_input", is_decimal_allowed=False, initial_value="12", min_value="0"),
    "email_text_input": element("email_text_input", initial_value="ailsa@example.org"),
    "url_text_input": element("url_text_input", placeholder=plain("https://…")),
    "file_input": element("file_input", filetypes=["csv", "pdf"], max_files=2),
}
"""By type, each as `limits.ELEMENTS` takes it."""

RICH: Json = {
    "type": "rich_text",
    "block_id": "rich",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Bold", "style": {"bold": True}},
                {"type": "text", "text": " and "},
                {"type": "text", "text": "all", "style": {"italic": True, "strike": True, "code": True}},
                {"type": "text", "text": " "},
                {"type": "link", "url": "https://example.org/paper", "text": "the paper"},
                {"type": "user", "user_id": "U1"},
                {"type": "channel", "channel_id": "C1"},
                {"type": "emoji", "name": "wave", "skin_tone": 3},
                {"type": "broadcast", "range": "here"},
                {
                    "type": "date",
                    "timestamp": 1_794_493_800,
                    "format": "{date_long} at {time}",
                    "fallback": "soon",
                },
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "One"}]}],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "offset": 2,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Third"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Waiting\non funding"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "POV-03  *not bold*"}]},
    ],
}
MARKDOWN = """# The plan

Some **bold**, _italic_, ~~gone~~ and `code` with [a paper](https://example.org/paper).

- first
- second
  - deeper

3. third

> quoted

---

```
a = *1*
```"""
TABLE: Json = {
    "type": "table",
    "block_id": "table",
    "column_settings": [None, {"align": "right", "is_wrapped": True}],
    "rows": [
        [{"type": "raw_text", "text": "Action"}, {"type": "raw_text", "text": "Weeks"}],
        [{"type": "raw_text", "text": "POV-03 Cash First"}, {"type": "raw_text", "text": "3"}],
        [{"type": "raw_text", "text": "POV-04 School meals"}, {**RICH, "elements": RICH["elements"][:1]}],
    ],
}

BLOCK_SAMPLES: dict[str, Json] = {
    "section": section(
        "*POV-03* Cash First referral route",
        block_id="section",
        fields=[marked("*Lead*\nNHS Inverlath"), marked("*Due*\n13 November 2026")],
        accessory=button("Update", "section-button"),
    ),
    "header": {"type": "header", "block_id": "header", "text": plain("Good morning :sunrise:")},
    "divider": {"type": "divider", "block_id": "divider"},
    "context": {
        "type": "context",
        "block_id": "context",
        "elements": [PICTURE, marked("Papers close *Thu 19 Nov*"), plain("Reply below")],
    },
    "actions": actions(
        button("Yes, met", "yes", style="primary", accessibility_label="Yes, met: Pilot agreed"),
        button("New date", "new", value="7"),
        button("The plan", "plan", url="https://example.org/plan"),
        select("green", "amber", placeholder=plain("Status"), confirm=CONFIRM),
        ELEMENT_SAMPLES["overflow"],
        block_id="actions",
    ),
    "image": {**PICTURE, "block_id": "image", "title": plain("How it stands")},
    "input": question(
        ELEMENT_SAMPLES["plain_text_input"],
        block_id="input",
        label="What happened",
        hint=plain("A sentence or two"),
    ),
    "rich_text": RICH,
    "markdown": {"type": "markdown", "block_id": "markdown", "text": MARKDOWN},
    "table": TABLE,
}
"""By type, each as `limits.BLOCKS` takes it."""

# --- reading what was drawn


class Reader(HTMLParser):
    """What a browser would find: the tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {attrs}"
        self.tags.append((tag, dict(attrs)))
        if tag in ("br", "blockquote", "pre"):
            self.pieces.append("\n")
        if tag not in ("br", "hr", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    @property
    def text(self) -> str:
        """What is to be read, a line end for each break."""
        return "".join(self.pieces)

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """The tags with the names of their attributes."""
        return [(tag, tuple(found)) for tag, found in self.tags]

    def all(self, kind: str, **wanted: str | None) -> list[dict[str, str | None]]:
        """The attributes of each tag of a kind that has these."""
        named = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [has for tag, has in self.tags if tag == kind and named.items() <= has.items()]

    def one(self, kind: str, **wanted: str | None) -> dict[str, str | None]:
        """The attributes of the only such tag."""
        found = self.all(kind, **wanted)
        assert len(found) == 1, f"{len(found)} {kind} {wanted} in {self.tags}"
        return found[0]


def drawn_everywhere() -> Iterator[tuple[str, Json]]:
    """Every sample of a block, and every element in a block that takes it."""
    yield from BLOCK_SAMPLES.items()
    for kind, sample in ELEMENT_SAMPLES.items():
        if kind in ("button", "image", "overflow"):
            yield f"{kind} beside", section("*POV-03*", block_id=kind, accessory=sample)
        else:
            yield f"{kind} asked", question(sample, block_id=kind, label=f"A {kind}", hint=plain("A hint"))

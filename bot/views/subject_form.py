"""The form of any subject, made from the catalogue, and the reading of what was filled in. Pure.

What may live here: one input a kind of field, beside its reading. A form begins short; *More…* shows every field and
keeps what was typed. A menu holds up to a hundred rows; where there are more, the name is typed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rules.keeping import RowForm
from bot.rules.keeping_entries import Entry, Filled, Names, Option
from bot.rules.subjects import BY_TABLE, Field, Kind, Subject
from bot.rules.subjects.wording import Terms, label
from bot.views import verbs
from bot.views.blocks import Block, actions, button, clip, context, plain, section
from bot.views.escape import mrkdwn
from bot.views.form_fields import field as held
from bot.views.form_fields import form, input_block, text_input, typed
from bot.views.forms import FREE_TEXT_WARNING, WORDS_LIMIT, FormMemory

SUBJECT_FORM = "subject_form"

WHY = "_why"
"""The block that asks why something is changed."""

NOT_SAID = "-"
"""The option of a menu that says nothing: Slack lets nobody take a choice back."""

_MORE = "_more"


@dataclass(frozen=True, slots=True)
class KeepMemory:
    """What a subject's form takes along: the row, what stood when it was opened, and which of its fields it shows.

    `turn` counts how often it came back because somebody was first: Slack keeps what stands in an input whose name is
    the same, and the inputs have to show what stands now.
    """

    table: str
    row_id: int | None = None
    stamp: str = ""
    is_full: bool = False
    only: tuple[str, ...] = ()
    turn: int = 0

    def packed(self) -> str:
        """As `FormMemory.keep` holds it."""
        said = {
            "t": self.table,
            "i": self.row_id,
            "s": self.stamp,
            "f": self.is_full,
            "o": list(self.only),
            "n": self.turn,
        }
        return json.dumps({name: value for name, value in said.items() if value}, separators=(",", ":"))

    @classmethod
    def unpacked(cls, said: str | None) -> "KeepMemory":
        """From there. Raises `ValueError` for one that is not ours."""
        fields = json.loads(said or "{}")
        if not isinstance(fields, dict) or fields.get("t") not in BY_TABLE:
            raise ValueError("not what a form of ours remembers")
        return cls(
            table=str(fields["t"]),
            row_id=fields.get("i"),
            stamp=str(fields.get("s", "")),
            is_full=bool(fields.get("f")),
            only=tuple(map(str, fields.get("o", ()))),
            turn=int(fields.get("n", 0)),
        )


def subject_form(shown: RowForm, memory: FormMemory, first: str = "", turn: int = 0, why: str = "") -> Block:
    """The form. `first` says, escaped, who changed the same meanwhile: what was typed stands in it all the same.

    `turn` is how often it came back for that, `why` what was typed there.
    """
    kept = KeepMemory(shown.subject.table, shown.row_id, shown.stamp, shown.is_full, shown.only, turn)
    blocks = [section(first, block_id="first")] if first else []
    if shown.name is not None:
        blocks.append(section(f"*{mrkdwn(clip(' '.join(shown.name.split()), 300))}*"))
    blocks += [_input(shown, each, turn) for each in shown.fields]
    blocks += [context(_left(shown))] if shown.left else []
    if any(each.kind is Kind.TEXT for each in shown.fields):
        blocks.append(context(FREE_TEXT_WARNING))
    if shown.row_id is not None:
        asks = text_input("value", 300, why)
        blocks.append(
            input_block(
                _block_id(WHY, turn),
                "Why",
                asks,
                optional=True,
                hint="Stands in the history beside the change.",
            )
        )
    if shown.has_more:
        more = button("More…", verbs.SUBJECT_MORE, verbs.value(t=shown.subject.table))
        blocks.append(actions(_MORE, [more]))
    remembered = FormMemory(memory.code, memory.asked, home=memory.home, keep=kept.packed())
    return form(SUBJECT_FORM, title_of(shown.subject, shown.terms, shown.row_id), remembered, blocks)


def title_of(subject: Subject, terms: Terms, row_id: int | None) -> str:
    """`Add a risk`, `Edit the risk`, within Slack's 24 characters."""
    name = label(subject.name, terms)
    if row_id is not None:
        return clip(f"Edit the {name}", 24)
    return clip(f"Add {article(name)} {name}", 24)


def article(name: str) -> str:
    """ "a" or "an"; nothing for what cannot be counted."""
    if name == "evidence":
        return "some"
    return "an" if name[:1].lower() in "aeiou" else "a"


def _left(shown: RowForm) -> str:
    labels = ", ".join(mrkdwn(label(each.label, shown.terms)) for each in shown.left)
    return f"Too long for a form, so left as it stands: {labels}."


def _block_id(name: str, turn: int) -> str:
    return f"{name}~{turn}" if turn else name


def _field_of(block_id: str) -> str:
    return block_id.partition("~")[0]


# --- one input a kind ------------------------------------------------------------------------------------


def _input(shown: RowForm, each: Field, turn: int) -> Block:
    entry = shown.entries.get(each.name, "")
    hint = label(each.hint, shown.terms) or _HINTS.get(each.kind)
    if each.of and shown.options.get(each.name) is None:
        hint = "One name a line." if each.kind is Kind.MANY else "Its name, or a clear part of it."
    element = _ELEMENTS.get(each.kind, _text)(shown, each, entry)
    return input_block(
        _block_id(each.name, turn),
        label(each.label, shown.terms),
        element,
        optional=not each.required,
        hint=hint or None,
    )


_HINTS = {
    Kind.WHEN: "A day, a month, a season or 2026/27; “TBC” where none is set.",
    Kind.LINES: "One a line.",
    Kind.TIME: "14:00 or 2 pm.",
}


def _text(_: RowForm, each: Field, entry: Entry) -> Block:
    return text_input("value", min(each.most, WORDS_LIMIT), str(entry), each.kind in (Kind.TEXT, Kind.LINES))


def _day(_: RowForm, __: Field, entry: Entry) -> Block:
    element: Block = {"type": "datepicker", "action_id": "value"}
    return element | {"initial_date": entry} if entry else element


def _choice(_: RowForm, each: Field, entry: Entry) -> Block:
    return _menu(each.choices, str(entry), each.required)


def _yes_no(_: RowForm, __: Field, entry: Entry) -> Block:
    return _menu((("yes", "Yes"), ("no", "No")), str(entry), is_required=False)


def _one(shown: RowForm, each: Field, entry: Entry) -> Block:
    options = shown.options.get(each.name)
    if not options:
        return text_input("value", WORDS_LIMIT, shown.typed.get(each.name, ""))
    return _menu(_labelled(options), str(entry), each.required)


def _many(shown: RowForm, each: Field, entry: Entry) -> Block:
    options = shown.options.get(each.name)
    if not options:
        return text_input("value", WORDS_LIMIT, shown.typed.get(each.name, ""), multiline=True)
    offered = [{"text": plain(words, 75), "value": value} for value, words in _labelled(options)]
    by_value = {option["value"]: option for option in offered}
    chosen = [by_value[each_id] for each_id in entry if each_id in by_value]
    element: Block = {"type": "multi_static_select", "action_id": "value", "options": offered}
    return element | {"initial_options": chosen} if chosen else element


_ELEMENTS: dict[Kind, Callable[[RowForm, Field, Entry], Block]] = {
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.ONE: _one,
    Kind.MANY: _many,
}


def _menu(choices: Sequence[tuple[str, str]], chosen: str, is_required: bool) -> Block:
    every = [*choices] if is_required else [(NOT_SAID, "– not said –"), *choices]
    options = [{"text": plain(words, 75), "value": value} for value, words in every]
    element: Block = {"type": "static_select", "action_id": "value", "options": options}
    initial = next((option for option in options if option["value"] == chosen), None)
    return element | {"initial_option": initial} if initial else element


def _labelled(options: Sequence[Option]) -> list[tuple[str, str]]:
    """Ids and names of at most 75 characters, no two alike."""
    seen: dict[str, int] = {}
    labels = []
    for option in options:
        words = clip(" ".join(option.name.split()), 70)
        seen[words] = seen.get(words, 0) + 1
        labels.append((str(option.id), words if seen[words] == 1 else f"{words} · {seen[words]}"))
    return labels


# --- what was filled in ----------------------------------------------------------------------------------


def read_subject_form(subject: Subject, values: Mapping[str, Any]) -> dict[str, Entry | Names]:
    """What a form says, by field; fields it does not show are not in it."""
    said = _by_field(values)
    return {each.name: _filled(each, held(said, each.name)) for each in subject.fields if each.name in said}


def _by_field(values: Mapping[str, Any]) -> dict[str, Any]:
    return {_field_of(block_id): said for block_id, said in values.items()}


def _filled(each: Field, said: Mapping[str, Any]) -> Entry | Names:
    if "selected_options" in said:
        return tuple(str(option["value"]) for option in said["selected_options"] or ())
    if "selected_option" in said:
        value = str((said["selected_option"] or {}).get("value") or NOT_SAID)
        return "" if value == NOT_SAID else value
    if "selected_date" in said:
        return str(said["selected_date"] or "")
    text = str(said.get("value") or "")
    if each.of:
        names = text.replace(";", "\n").split("\n") if each.kind is Kind.MANY else [text]
        return Names(tuple(name.strip() for name in names if name.strip()))
    return text


def typed_names(filled: Filled) -> dict[str, str]:
    """The names typed into fields with too many rows to choose from, to be shown again."""
    return {name: "\n".join(entry.typed) for name, entry in filled.items() if isinstance(entry, Names)}


def entries_in(filled: Filled) -> dict[str, Entry]:
    """Everything else that is filled in."""
    return {name: entry for name, entry in filled.items() if not isinstance(entry, Names)}


def why_in(values: Mapping[str, Any]) -> str | None:
    """Why, where somebody said."""
    return typed(_by_field(values), WHY)


def errors_in(values: Mapping[str, Any], problems: Mapping[str, str]) -> dict[str, str]:
    """Problems under the inputs the form shows; one of a field it does not show stands under the first."""
    inputs = {_field_of(block_id): block_id for block_id in values}
    errors = {inputs[name]: words for name, words in problems.items() if name in inputs}
    hidden = [words for name, words in problems.items() if name not in inputs]
    if hidden and values:
        errors.setdefault(next(iter(values)), " ".join(hidden))
    return errors


# --- merged into which? ----------------------------------------------------------------------------------

MERGED_FORM = "merged_form"


def merged_form(memory: FormMemory) -> Block:
    """Which action a closed one was merged into, by its code."""
    asks = input_block("into", "Its code", text_input("value", 20), hint="Such as POV-03.")
    return form(
        MERGED_FORM,
        "Merged into another",
        memory,
        [section(f"*{mrkdwn(memory.code)}* was merged into another action. Which?"), asks],
    )


def read_merged_form(values: Mapping[str, Any]) -> str:
    """The code typed."""
    return (typed(dict(values), "into") or "").strip()

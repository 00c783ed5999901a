"""Builders of sound blocks, messages and views for the practice Slack's tests."""

from typing import Any

Json = dict[str, Any]


def plain(text: str = "Words") -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str = "*Words*") -> Json:
    return {"type": "mrkdwn", "text": text}


def button(text: str = "Update", action_id: str = "update", **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def section(text: str = "*Words*", **more: Any) -> Json:
    return {"type": "section", "text": marked(text), **more}


def option(value: str = "amber", text: str | None = None, **more: Any) -> Json:
    return {"text": plain(text or value.capitalize()), "value": value, **more}


def select(*values: str, action_id: str = "status", **more: Any) -> Json:
    return {
        "type": "static_select",
        "action_id": action_id,
        "options": [option(value) for value in values],
        **more,
    }


def text_input(action_id: str = "words", **more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": action_id, **more}


def question(element: Json, block_id: str = "asked", label: str = "Your words", **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def modal(*blocks: Json, title: str = "Update", **more: Any) -> Json:
    body = {"type": "modal", "title": plain(title), "blocks": list(blocks) or [section()], **more}
    if any(block.get("type") == "input" for block in blocks):
        body.setdefault("submit", plain("Save"))
    return body


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section()], **more}


def message(*blocks: Json, text: str = "Words") -> Json:
    return {"text": text, "blocks": list(blocks)}

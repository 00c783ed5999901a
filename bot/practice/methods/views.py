"""views.*: modals and the Home tab."""

from typing import Any

from bot.practice.entities import Json, View
from bot.practice.limits import MOST_VIEWS_STACKED, Fault, view_faults
from bot.practice.methods.calling import Call, Refused, refuse_faults
from bot.practice.payloads import view_body
from bot.practice.triggers import Trigger, TriggerRefused


def open_view(call: Call) -> Json:
    """views.open: a first modal; the trigger is spent even by a view that is refused."""
    trigger = _spend(call)
    definition = _definition(call, "modal")
    view = call.workspace.new_view(trigger.person, definition, call.installation.epoch())
    call.workspace.show_alone(view)
    return _shown(call, view)


def push(call: Call) -> Json:
    """views.push: onto the modal the trigger came from; three at most."""
    trigger = _spend(call)
    stack = call.workspace.stack(trigger.person)
    if not stack or trigger.root_view != stack[0].id:
        raise Refused("not_found")
    definition = _definition(call, "modal")
    if len(stack) >= MOST_VIEWS_STACKED:
        raise Refused("push_limit_reached")
    view = call.workspace.new_view(trigger.person, definition, call.installation.epoch(), below=stack[-1])
    call.workspace.show_above(view)
    return _shown(call, view)


def update(call: Call) -> Json:
    """views.update: a view still on somebody's screen."""
    view = call.workspace.find_view(call.text("view_id"), call.text("external_id"))
    if view is None:
        raise Refused("not_found")
    _refuse_stale(call, view)
    definition = _definition(call, view.type, view)
    call.workspace.redefine(view, definition, call.installation.epoch())
    return _shown(call, view)


def publish(call: Call) -> Json:
    """views.publish: a person's Home tab."""
    person = call.person(call.required("user_id"))
    view = call.workspace.home_views.get(person.id)
    if view is not None:
        _refuse_stale(call, view)
    definition = _definition(call, "home", view)
    if view is None:
        view = call.workspace.new_view(person.id, definition, call.installation.epoch())
        call.workspace.show_home(view)
    else:
        call.workspace.redefine(view, definition, call.installation.epoch())
    return _shown(call, view)


def _spend(call: Call) -> Trigger:
    try:
        return call.installation.triggers.spend(call.required("trigger_id"), call.now)
    except TriggerRefused as refusal:
        raise Refused(refusal.code) from None


def _refuse_stale(call: Call, view: View) -> None:
    if call.text("hash") not in (None, view.hash):
        raise Refused("hash_conflict")


def _definition(call: Call, kind: str, replacing: View | None = None) -> Json:
    definition: Any = call.structure("view", "invalid_arguments")
    refuse_faults(view_faults(definition))
    if definition["type"] != kind:
        fault = Fault("invalid_arguments", f"expected a view of type {kind}", "/view/type")
        raise Refused("invalid_arguments", [fault])
    other = call.workspace.find_view(external_id=definition.get("external_id") or None)
    if other is not None and other is not replacing:
        raise Refused("duplicate_external_id")
    return dict(definition)


def _shown(call: Call, view: View) -> Json:
    return {"ok": True, "view": view_body(view, call.installation)}

"""The part of the grammar that keeps the register: `add`, `edit`, and the verbs of its subjects.

What may live here: the pure reading of what follows each of those verbs. Codes are found by `commands.grammar`; which
subject words mean is found where the partnership's own words are known.
"""

import re

from commands.requests import Add, Edit, Held, Measure, Misread, Replace, Request

Named = tuple[str, str] | None
"""A code at the start of the text and what follows it; None where there is none."""

HOLDS = {
    "risk": "risks",
    "meeting": "meetings",
    "group": "groups",
    "priority": "priorities",
    "plan": "plans",
}
"""Verbs that list or find, and the table each is of."""

_PAGE = re.compile(r"(?:^|\s)page\s+([0-9]{1,4})$", re.IGNORECASE)
_REPLACE = re.compile(r"(?:set\s+)?replace(?:\s+(?:the\s+)?set)?[\s.!]*", re.IGNORECASE)
_KIND = re.compile(
    r"(?:the\s+board\s+)?(?:to\s+)?(?P<kind>decide|direct|add[\s_-]?value|note)(?=\s|[:,]|\Z)[\s:,]*",
    re.IGNORECASE,
)
_A_NEW = re.compile(r"(?:an?|the|another)\s+(?:new\s+)?|new\s+", re.IGNORECASE)
"""How people lead up to what is to be added."""

_FIGURE = re.compile(r"(?<!\S)[-+£]?[0-9][0-9,.]*%?(?!\S)")
_AS_AT = re.compile(r"(?<=[0-9%])\s+as\s+(?:at|of)\s+", re.IGNORECASE)
"""After a figure: the day it is of."""

_LEAD = re.compile(r"[\s:,–—-]*")


def read_add(rest: str) -> Request:
    """`add`, `add risk The data agreement may not be signed`."""
    return Add(_past_article(rest))


def read_edit(rest: str, named: Named) -> Request | Misread:
    """`edit POV-03`, `edit group Anti-Poverty Taskforce`."""
    if not rest:
        return Misread("edit", "", "edit POV-03")
    if named is not None and not _bare(named[1]):
        return Edit(code=named[0])
    return Edit(rest)


def read_held(table: str, rest: str) -> Request:
    """`risk`, `risk data sharing`, `risk page 2`."""
    if table == "priorities" and _REPLACE.fullmatch(rest):
        return Replace()
    match = _PAGE.search(rest)
    if not match:
        return Held(table, rest)
    return Held(table, rest[: match.start()].rstrip(), max(int(match[1]), 1))


def read_barrier(rest: str, named: Named) -> Request:
    """`barrier`, `barrier data agreement`, `barrier POV-03`, `barrier POV-03 waiting on the data agreement`."""
    if named is None:
        return read_held("barriers", rest)
    words = _bare(named[1])
    return Add(words, table="barriers", code=named[0]) if words else Held("barriers", named[0])


def read_ask(rest: str, named: Named) -> Request | Misread:
    """`ask`, `ask POV-03 decide who funds it`; other words are left to plain reading."""
    if not rest:
        return Held("asks")
    if named is None:
        return Misread("ask", rest, "ask POV-03 decide who funds it")
    words = _bare(named[1])
    match = _KIND.match(words)
    if not match:
        return Add(words, table="asks", code=named[0])
    kind = re.sub(r"[\s_-]+", "_", match["kind"].casefold()).replace("addvalue", "add_value")
    return Add(words[match.end() :], table="asks", code=named[0], given=(("kind", kind),))


def read_decide(rest: str) -> Request:
    """`decide`, `decide We agree to three priorities`."""
    return Add(rest, table="decisions") if rest else Held("decisions")


def read_engage(rest: str) -> Request:
    """`engage`, `engage Coffee morning in Kilmorrow`."""
    return Add(rest, table="engagements") if rest else Held("engagements")


def read_measure(rest: str) -> Request:
    """`measure`, `measure Children in poverty 21.5 2025/26`; without a figure it only shows, as of a day too."""
    words = _AS_AT.sub(" for ", rest)
    return Measure(words) if _FIGURE.search(words) else read_held("indicators", rest)


def _past_article(text: str) -> str:
    match = _A_NEW.match(text)
    return text[match.end() :] if match else text


def _bare(text: str) -> str:
    match = _LEAD.match(text)
    return text[match.end() :] if match else text

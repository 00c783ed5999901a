"""Reading a page as a person does: its words, its elements, its forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"input", "meta", "link", "br", "img", "hr"})
UNSEEN = frozenset({"script", "style", "title"})


@dataclass
class Element:
    """One element of a page, and everything inside it."""

    tag: str
    attributes: dict[str, str]
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, whatever wraps them, with single spaces."""
        if self.tag in UNSEEN:
            return ""
        parts = [each if isinstance(each, str) else each.text for each in self.inside]
        return " ".join(" ".join(parts).split())

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """The elements inside with this tag and these attributes, in order; `_` stands for `-`, `class_` for class."""
        found: list[Element] = []
        for each in self.inside:
            if isinstance(each, Element):
                found += [each] if each.fits(tag, wanted) else []
                found += each.all(tag, **wanted)
        return found

    def one(self, tag: str = "", **wanted: str) -> "Element":
        """The first of them."""
        found = self.all(tag, **wanted)
        assert found, f"no {tag} {wanted} in: {self.text[:2000]}"
        return found[0]

    def fits(self, tag: str, wanted: dict[str, str]) -> bool:
        names = {name: name.rstrip("_").replace("_", "-") for name in wanted}
        return tag in ("", self.tag) and all(
            value in self.attributes.get(names[name], "").split()
            if name == "class_"
            else self.attributes.get(names[name]) == value
            for name, value in wanted.items()
        )

    def fields(self) -> dict[str, str]:
        """What a form holds as it stands, its buttons not among it."""
        held: dict[str, str] = {}
        for each in self.all("input"):
            kind = each.attributes.get("type", "text")
            ticked = kind not in ("checkbox", "radio") or "checked" in each.attributes
            if "name" in each.attributes and kind != "file" and ticked:
                held[each.attributes["name"]] = each.attributes.get("value", "")
        for each in self.all("textarea"):
            held[each.attributes["name"]] = each.raw.removeprefix("\n")
        for each in self.all("select"):
            options = [option for option in each.all("option") if "selected" in option.attributes]
            held[each.attributes["name"]] = options[0].attributes.get("value", "") if options else ""
        return held

    @property
    def raw(self) -> str:
        """Its words, line ends and all."""
        return "".join(each if isinstance(each, str) else each.raw for each in self.inside)

    def button(self, words: str) -> "Element":
        """The button with these words that can be seen."""
        found = [
            each for each in self.all("button") if each.text == words and "hidden" not in each.attributes
        ]
        assert found, f"no [{words}] among {[each.text for each in self.all('button')]}"
        return found[0]


def read(html: str) -> Element:
    """A page as its outermost element."""
    reader = _Reader()
    reader.feed(html)
    assert len(reader.open) == 1, f"never closed: {[each.tag for each in reader.open]}"
    return reader.open[0]


class _Reader(HTMLParser):
    """Strict: whatever is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> inside <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

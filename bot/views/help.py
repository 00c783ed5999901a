"""The pages of help: a first one that is short, one with everything, one for each verb. Pure."""

from collections.abc import Iterator

from bot.rules.screens import Newcomer
from bot.rules.status import StatusKey
from bot.rules.subjects.wording import plural_of
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import one_line, within
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import mrkdwn
from bot.views.help_verbs import VERBS, Verb

ELSEWHERE = (
    "*Without typing*\n• my *Home* tab has what is yours, with buttons, and every action by page and filter\n"
    "• *Update an action* among the shortcuts opens a form anywhere in Slack\n"
    "• *Record as an update*, in the menu of any message, puts its words and a link to it in the register"
)
"""The surfaces that need no command."""


def help_page(reader: Newcomer, ways: Ways, topic: str = "") -> Block:
    """The few things the reader says most, all they may say (`all`), or one verb at length.

    An unknown topic is answered with all.
    """
    term = ways.partnership.priority_term
    is_theirs = " ".join(topic.casefold().split()).strip("?.!") in (
        term.casefold(),
        plural_of(term.casefold()),
    )
    verb = verb_named("priority" if is_theirs else topic)
    if verb is not None:
        return _one(verb, reader, ways)
    if not topic.strip():
        return _first_page(reader, ways)
    topic = "" if topic.strip(" .!?").casefold() in _ALL else topic
    blocks = [section(within(_opening(ways, topic)))]
    theirs = [verb for verb in VERBS if _is_for(verb, reader)]
    blocks.append(section(within(_listed(verb, reader, ways) for verb in theirs if not verb.keeps)))
    rest = [_listed(verb, reader, ways) for verb in theirs if verb.keeps]
    blocks.append(section(within(["*Everything else the register holds*", *rest])))
    if reader.is_support:
        runs = [_listed(verb, reader, ways) for verb in VERBS if _for_support(verb) and verb not in theirs]
        blocks.append(section(within(["*For you who run the register*", *runs])))
    blocks.append(section(ELSEWHERE))
    blocks.append(context(_NO_NAMES))
    return message("What you can say to me", blocks)


_ALL = ("all", "more", "everything")
"""Topics that mean every verb."""

_MOST_SAID = ("update", "mine", "list", "who", "board", "away")
_MOST_SAID_BY_SUPPORT = ("update", "list", "for", "assign", "add", "away")
_MOST_SAID_BY_OTHERS = ("board", "list", "show", "who", "ask", "away")
"""The verbs of the first page: of whoever speaks for an action, of whoever runs the register, of everybody else."""


def _first_page(reader: Newcomer, ways: Ways) -> Block:
    """What fits a phone: a handful of verbs with an example of the reader's, and the way to the rest."""
    others = _MOST_SAID if reader.may_say else _MOST_SAID_BY_OTHERS
    names = _MOST_SAID_BY_SUPPORT if reader.is_support else others
    found = {verb.name: verb for verb in VERBS}
    lines = [_listed(found[name], reader, ways) for name in names]
    say = 'Or ask me as you would a colleague: "what is overdue?", "who is away next week?", "undo that".'
    more = button("More", verbs.READING, verbs.value(ask="help", topic="all"))
    blocks = [section(within([*_opening(ways, ""), "", *lines])), section(say), actions("more help", [more])]
    return message("What you can say to me", [*blocks, context(_NO_NAMES)])


_NO_NAMES = "`/loip help update` says more. No names of service users, please: words may be released."


def verb_named(topic: str) -> Verb | None:
    """The verb a topic means, by its first word: "contact" is "contact add"."""
    words = topic.casefold().replace("/loip", "").split()
    return next((verb for verb in VERBS if words and verb.name.split()[0] == words[0].strip("`.,:?!")), None)


def _opening(ways: Ways, topic: str) -> Iterator[str]:
    partnership = ways.partnership
    plan = one_line(partnership.plan_abbreviation or partnership.plan_term, 80)
    if topic.strip():
        yield f"I have no help on {one_line(topic, 60)}. This is what I know:"
    yield f"I keep the actions of the {plan} for {one_line(partnership.name, 120)}: owned, dated, reported."
    yield "Say it once, in your own words."


def _is_for(verb: Verb, reader: Newcomer) -> bool:
    """Whether a verb is one everybody has, or one of whoever has an action of their own, as the reader has."""
    if (verb.name == "update" and not reader.may_say) or (_only_looks(verb, reader) and not verb.looks):
        return False
    return not _for_support(verb) or (verb.for_owners and reader.has_own)


def _for_support(verb: Verb) -> bool:
    return verb.for_support or verb.support_only


def _only_looks(verb: Verb, reader: Newcomer) -> bool:
    """Whether the reader may look by the verb and add nothing: what names an action wants one of theirs."""
    if not verb.adds or reader.adds is None:
        return False
    return verb.adds not in reader.adds or ("{code}" in verb.example and not reader.may_say)


def _listed(verb: Verb, reader: Newcomer, ways: Ways) -> str:
    if _only_looks(verb, reader):
        return f"• `/loip {verb.name}` – {verb.looks}"
    return f"• `/loip {_filled(verb.example, reader, ways)}` – {_filled(verb.does, reader, ways)}"


def _one(verb: Verb, reader: Newcomer, ways: Ways) -> Block:
    lines = [
        f"*`/loip {mrkdwn(verb.usage)}`*",
        f"{_filled(verb.does[:1].upper() + verb.does[1:], reader, ways)}. {_filled(verb.more, reader, ways)}",
        f"For example: `/loip {_filled(verb.example, reader, ways)}`",
    ]
    if verb.name in ("update", "list", "for"):
        lines.append(f"Status key: {_key_in_words(ways.key)}")
    if verb.support_only and not reader.is_support:
        lines.append("This one is for the support officer, who runs the register.")
    return message(f"Help: {verb.name}", [section(within(lines))])


def _filled(text: str, reader: Newcomer, ways: Ways) -> str:
    words = {
        "{code}": mrkdwn(reader.code or "CODE"),
        "{status}": _typed_status(ways.key),
        "{priority}": one_line(ways.partnership.priority_term, 60),
        "{locality}": one_line(ways.partnership.locality_term, 60),
        "{plan}": one_line(ways.partnership.plan_abbreviation or ways.partnership.plan_term, 60),
    }
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text


def _typed_status(key: StatusKey) -> str:
    """What this partnership's people type for "at risk": a colour where the key has one."""
    entry = next(entry for entry in key.entries if entry.status == "at_risk")
    return mrkdwn(entry.colours[0] if entry.colours else entry.word.lower())


def _key_in_words(key: StatusKey) -> str:
    entries = (f"{entry.symbol} {entry.word}{_colours(entry.colours)}".strip() for entry in key.entries)
    return one_line(", ".join(entries), 900)


def _colours(colours: tuple[str, ...]) -> str:
    return f" ({', '.join(colours)})" if colours else ""

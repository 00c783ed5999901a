"""What came of keeping a row: what was kept, what changed, what somebody should know of it; or why it was not. Pure."""

from collections.abc import Iterator
from datetime import datetime

from bot.rules.keeping import Crossed, KeptRow, NotTheirs
from bot.rules.subjects import Subject
from bot.rules.subjects.acting import CLOSING_REASONS
from bot.rules.subjects.wording import Terms, another, first_up, is_several, label
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import one_line, within
from bot.views.blocks import Block, actions, button, message, section
from bot.views.escape import mrkdwn
from bot.views.moments import moment_in_words
from bot.views.refused import handed_back, refused


def kept(outcome: KeptRow, terms: Terms) -> Block:
    """What is kept, and what may be done next."""
    name = mrkdwn(label(outcome.subject.name, terms))
    title = f"✅ *{_done(outcome)}* · {name}\n*{one_line(outcome.name, 300)}*"
    blocks = [section(title)]
    if outcome.changes:
        blocks.append(section(within(_changes(outcome))))
    blocks += [section(f"⚠️ {mrkdwn(note)}") for note in outcome.notes]
    blocks += _questions(outcome)
    blocks.append(actions("next", list(_next(outcome, terms))))
    return message(f"{_done(outcome)}: {one_line(outcome.name, 200)}", blocks)


def _done(outcome: KeptRow) -> str:
    if outcome.already:
        return "Already there" if outcome.added else "Nothing had changed"
    return "Added" if outcome.added else "Saved"


def _changes(outcome: KeptRow) -> Iterator[str]:
    for name, before, after in outcome.changes:
        was = f" (was {one_line(before, 140)})" if before else ""
        yield f"*{mrkdwn(name)}:* {one_line(after, 200) if after else 'nothing'}{was}"


def _questions(outcome: KeptRow) -> Iterator[Block]:
    """Gentle: nothing waits for their answers."""
    if not outcome.questions:
        return
    asked = "\n".join(f"• {words}" for _, words in outcome.questions)
    yield section(f"It is in the register as it stands. When you know:\n{asked}")
    fields = ",".join(name for name, _ in outcome.questions)
    value = verbs.value(t=outcome.subject.table, i=outcome.row_id, o=fields)
    milestone = verbs.value(t="milestones", g={"action_id": str(outcome.row_id)})
    yield actions(
        "questions",
        [
            button("Answer now", f"{verbs.SUBJECT_EDIT}:questions", value),
            button("Add a milestone", f"{verbs.SUBJECT_ADD}:milestone", milestone),
        ],
    )


def _next(outcome: KeptRow, terms: Terms) -> Iterator[Block]:
    value = verbs.value(t=outcome.subject.table, i=outcome.row_id)
    yield button("Open", verbs.SUBJECT_SHOW, value)
    if outcome.added:
        yield button(
            _add_another(outcome.subject, terms),
            f"{verbs.SUBJECT_ADD}:again",
            verbs.value(t=outcome.subject.table),
        )


def _add_another(subject: Subject, terms: Terms) -> str:
    return f"Add {another(label(subject.name, terms), label(subject.plural, terms))}"


def not_theirs(outcome: NotTheirs, terms: Terms, raw: str = "") -> Block:
    """Who may, for somebody who may not."""
    plural = mrkdwn(label(outcome.subject.plural, terms))
    kept = f"{first_up(plural)} are" if is_several(plural) else f"The {plural} is"
    what = f"{kept} kept by {_who(outcome, terms)}. Nothing was changed."
    to_do = "Send them a line, and they can do it; or ask the support officer to give you the role."
    return refused(what, to_do, raw)


def not_theirs_briefly(outcome: NotTheirs, terms: Terms) -> str:
    """The same under a field, as plain text."""
    return f"This one is for {_who(outcome, terms)}. Nothing was saved; your words stay here."


def _who(outcome: NotTheirs, terms: Terms) -> str:
    support = f"the support officer ({outcome.support})" if outcome.support else "the support officer"
    named = [support, *(f"the {part}" if not part.startswith("whoever") else part for part in outcome.who)]
    words = ", ".join(named[:-1]) + f" or {named[-1]}" if len(named) > 1 else named[0]
    return mrkdwn(words.replace("priority", terms.priority))


def crossed(outcome: Crossed, ways: Ways, now: datetime) -> str:
    """Who was first, at the head of the form that comes back with what was typed; escaped."""
    when = f" at {moment_in_words(outcome.at, ways.zone, now)}" if outcome.at else ""
    labels = ", ".join(f"“{mrkdwn(each)}”" for each in outcome.labels)
    return (
        f"{mrkdwn(outcome.by)} changed {labels}{when}, after you opened this.\n"
        "Yours isn't saved yet: *Save* puts it in place of theirs, *Cancel* leaves theirs. The history keeps both."
    )


def gone(raw: str = "") -> Block:
    """There is no such row any more."""
    return refused(
        "That isn't in the register any more, so nothing was changed.", "`/loip list` shows what is.", raw
    )


def form_offer(subject: Subject, terms: Terms, value: str, raw: str, verb: str = verbs.SUBJECT_ADD) -> Block:
    """The way to a form from where none can be opened at once."""
    text = f"I've a short form for {mrkdwn(label(subject.name, terms))}."
    blocks = [section(text), actions("form", [button("Open the form", verb, value)])]
    return message(text, [*blocks, *handed_back(raw)])


def confirmed(name: str, same: bool) -> Block:
    """A contribution is still as it stands."""
    said = "was confirmed today already" if same else "is confirmed as it stands. Thank you"
    text = f"✅ {one_line(name, 200)} {said}."
    return message(text, [section(text)])


def taken_on(name: str, same: bool) -> Block:
    """A barrier is with the reader."""
    said = "is with you already" if same else "is with you now. Thank you"
    text = f"✅ {one_line(name, 200)}: it {said}. *Resolved…* on its page says what moved it."
    return message(text.replace("*", ""), [section(text)])


def closed_because(code: str, reason: str, merged_into: str | None = None) -> Block:
    """The reason is kept."""
    words = dict(CLOSING_REASONS)[reason]
    into = f": {one_line(merged_into, 160)}" if merged_into else ""
    text = f"✅ *{mrkdwn(code)}* was closed: {words.lower()}{into}."
    return message(text.replace("*", ""), [section(text)])


def taken_away(outcome: KeptRow, terms: Terms) -> Block:
    """The row is shown no more."""
    name = mrkdwn(label(outcome.subject.name, terms))
    text = f"✅ *Taken away* · {name}\n*{one_line(outcome.name, 300)}*\nThe history keeps what it was."
    add = verbs.value(t=outcome.subject.table)
    again = button(_add_another(outcome.subject, terms), f"{verbs.SUBJECT_ADD}:again", add)
    return message(f"Taken away: {one_line(outcome.name, 200)}", [section(text), actions("next", [again])])


def told(sentence: str) -> Block:
    """A sentence of a service's own."""
    return message(mrkdwn(sentence), [section(mrkdwn(sentence))])

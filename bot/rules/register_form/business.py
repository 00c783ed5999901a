"""The sections of a register file that say what a meeting dealt with: reports, recommendations, decisions, the log.

What may live here: one function a section, from its rows to drafts. The papers a file is drawn from are reports too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.rules.register_form.by_catalogue import read_row
from bot.rules.register_form.codes import folded_name
from bot.rules.register_form.delivery import Gathering, meeting_of
from bot.rules.register_form.drafts import Drafts
from bot.rules.register_form.rows import Link, Row
from storage.records import ASK_KINDS

Documents = dict[str, Row]
"""The papers a file is drawn from that no report has been matched with yet, by their title as it is compared."""


def documents(row: Row) -> Documents:
    """The papers the file says it is drawn from."""
    found = {}
    for one in row.rows("documents", "document"):
        # Which file of whose it was is provenance.
        one.elsewhere("document", "file", "partnership", "title", "presented_to", "report_number")
        found[folded_name(one.text("title") or one.name)] = one
    return found


def report(row: Row, meeting: Link | None, drafts: Drafts, papers: Documents) -> None:
    """A report with its recommendations. The paper of its title, if the file names one, says who reports."""
    number, title = row.text("number"), row.text("title")
    paper = papers.pop(folded_name(title or "?"), None)
    source = drafts.source(row, meeting[1] if meeting else "", number or title)
    given: dict[str, object] = {
        "number": number,
        "title": title or (f"Report {number}" if number else None),
        "author_words": row.text("author_words") or (paper.text("report_by") if paper else None),
        "note": _with_oddities(row.remarks(), paper),
    }
    row.elsewhere("recommendations")
    when = (row if row.has("date") or paper is None else paper).when()
    if paper:
        paper.finish()
    links = {"meeting_id": meeting or row.link("meeting", "meetings")}
    said = {"title": title}
    if drafts.add(row, read_row(row, "reports", given, links, source=source, said=said, when=when)):
        _recommendations(row, source, drafts)


def _recommendations(row: Row, of_report: str, drafts: Drafts) -> None:
    for number, one in enumerate(row.rows("recommendations", "recommendation", bare="text"), 1):
        ask = one.text("ask")
        if ask in ASK_KINDS:
            one.note("ask", ask, "", "name the ask itself, by its id")
        links = {
            "report_id": ("reports", of_report),
            "ask_id": None if ask in ASK_KINDS else one.link("ask", "asks"),
        }
        one.elsewhere("ask")
        source = drafts.source(one, of_report, one.text("words", "text"))
        given = {"position": one.number("position") or number}
        drafts.add(one, read_row(one, "recommendations", given, links, source=source))


def other_papers(papers: Documents, drafts: Drafts, gatherings: Sequence[Gathering]) -> None:
    """The papers that are nobody's report elsewhere in the file: each is a report, to the meeting of its day."""
    for row in papers.values():
        when = row.when()
        to = row.link("presented_to", "groups", "bodies", "partnerships")
        given: dict[str, object] = {
            "number": row.text("report_number"),
            "title": row.text("title"),
            "author_words": row.text("report_by"),
            "note": _with_oddities(row.remarks(), row),
        }
        links = {"meeting_id": meeting_of(gatherings, to[1] if to else None, when)}
        source = drafts.source(row, "", row.text("title"))
        drafts.add(row, read_row(row, "reports", given, links, source=source, when=when))


def _with_oddities(note: str | None, paper: Row | None) -> str | None:
    """A report's note, and what is odd about its paper: whoever reads the register later should know."""
    oddities = paper.texts("anomalies") if paper else []
    return "; ".join(filter(None, (note, *oddities))) or None


def decision(row: Row, meeting: Link | None, drafts: Drafts) -> None:
    """A decision, of a meeting or with a meeting, group or day of its own."""
    links = {"meeting_id": meeting} if meeting else {}
    source = drafts.source(row, meeting[1] if meeting else "", row.text("words"))
    drafts.add(row, read_row(row, "decisions", links=links, source=source))


def log_entry(row: Row, drafts: Drafts) -> None:
    """An entry of the Board action log; one without a number is given the next at import."""
    serial = row.number("serial")
    source = drafts.source(row, "", row.text("words"))
    said: Mapping[str, object] = {"serial": serial}
    drafts.add(row, read_row(row, "log_entries", {"serial": serial or 0}, source=source, said=said))

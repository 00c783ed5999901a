"""The chair's digest, as it reaches the people of the workspace and as it is kept."""

import urllib.request
from datetime import date
from html.parser import HTMLParser

from bot.practice import Message
from bot.rules.digest_value import from_json
from bot.views.digest import FRONT_LIMIT
from storage.records import DigestSnapshot
from tests.journeys.board_town import DUE, HOSTILE, Open, board_register, digests, meeting
from tests.journeys.board_town import action as _action
from tests.journeys.town import Town, comes_in_order, november, when


def snapshots(town: Town) -> list[DigestSnapshot]:
    found: list[DigestSnapshot] = town.look(lambda register: list(register.rows.all(DigestSnapshot)))
    return found


def test_chair_and_deputy_are_sent_the_digest_five_working_days_before_the_board(opened: Open) -> None:
    town = opened(board_register())
    town.until(november(12), 8, 59)
    assert digests(town, "Moira Galbraith") == []
    town.until(november(19), 13)
    for name in ("Moira Galbraith", "Hamish Orr"):
        (front,) = digests(town, name)
        assert when(front).strftime("%d %b %H:%M") == "12 Nov 09:00"
        assert comes_in_order(
            front.readable,
            "Board · Thu 19 Nov, 2 pm · as at Thu 12 Nov, 9 am",
            "The Board is asked to",
            "DECIDE who pays for tutors <b>now</b>",
            "HWB-05",
            "item 4",
            "Stuck",
            "HWB-05 Off track",
            "Not heard of: EMP-02",
            "3 actions:",
        )
        assert len(front.readable) <= FRONT_LIMIT
        assert front.text == "Board Thu 19 Nov: 1 to decide, 1 off track"


def test_the_executive_group_has_its_own_and_a_group_without_the_setting_has_none(opened: Open) -> None:
    town = opened(board_register())
    town.until(november(19), 13)
    (officers,) = digests(town, "Sheila Corrigall")
    assert when(officers).date() == november(3)
    assert "Executive Officer Group · Tue 10 Nov, 2 pm" in officers.readable
    assert digests(town, "Una Weir") == []


def test_the_lead_in_working_days_is_the_partnerships_own(opened: Open) -> None:
    values = board_register() | {"digest_lead_working_days": 2, "closed_days": ["2026-11-18"]}
    town = opened(values)
    town.until(november(19), 13)
    (front,) = digests(town, "Moira Galbraith")
    assert when(front).date() == november(16), "Wednesday is closed, so two working days before is Monday"


def test_the_detail_is_in_the_thread_whole_and_in_order_within_slacks_limits(opened: Open) -> None:
    values = board_register()
    long = "A sentence of somebody's own words, & <more> of it. " * 9
    values["actions"] += [
        _action(f"n{number}", f"POV-{number:02d}", f"Work {number}", ("on_track", long))
        for number in range(10, 90)
    ]
    town = opened(values)
    town.until(DUE)
    (front,) = digests(town, "Moira Galbraith")
    replies = town.rehearsal.team.thread(front)[1:]
    assert len(replies) > 1
    assert all(
        f"detail {number} of {len(replies)}" in each.readable for number, each in enumerate(replies, 1)
    )
    in_all = "\n".join(reply.readable for reply in replies)
    codes = [action["code"] for action in values["actions"]]
    assert all(in_all.count(f"{code} ") >= 1 for code in codes)
    numbered = [code for code in codes if code.startswith("POV-")]
    assert comes_in_order(in_all, *(f"{code} " for code in numbered))
    assert front.ts < replies[0].ts < replies[-1].ts


def test_what_people_typed_wakes_nobody_and_links_nowhere(opened: Open) -> None:
    town = opened(board_register())
    town.until(DUE)
    (front,) = digests(town, "Moira Galbraith")
    written = repr([(each.text, each.blocks) for each in town.rehearsal.team.thread(front)])
    assert "<!channel>" not in written
    assert "<https://evil.example" not in written
    assert "two tutors left <script>alert(1)</script><!channel> &" in front.readable


class _Page(HTMLParser):
    """What a page holds: its tags, what it would load or follow, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.outward: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.outward += [
            each for each in attrs if each[0] in ("href", "src", "action") or each[0][:2] == "on"
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


def download(town: Town, message: Message) -> tuple[str, str]:
    """The file of a message, fetched from Slack as its reader would: its name and what is in it."""
    team = town.rehearsal.team
    (file_id,) = message.files
    name = team.workspace.uploads[file_id].name
    url = f"{town.rehearsal.slack.address}/files/{team.id}/{file_id}/{name}"
    bearer = {"Authorization": f"Bearer {team.installation.bot_token}"}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(url, headers=bearer), timeout=5) as answer:
        return name, answer.read().decode()


def test_for_a_chair_not_on_slack_the_support_officer_is_sent_one_page_to_pass_on(opened: Open) -> None:
    town = opened(board_register(), not_on_slack=("moira",))
    town.until(DUE)
    (message,) = digests(town, "Catriona Muir")
    assert "This is for the Chief Executive, who is not on Slack." in message.readable
    assert "Could you send it on to moira@inverlath.example.org?" in message.readable
    name, page = download(town, message)
    assert name == "board-digest-2026-11-19.html"
    read = _Page(page)
    assert read.outward == [], "nothing is loaded, nothing is followed"
    assert read.tags.isdisjoint({"script", "link", "img", "iframe", "object", "a", "form"})
    assert HOSTILE in " ".join(read.text.split())
    assert comes_in_order(read.text, "who pays for tutors <b>now</b>", "HWB-05", "EMP-02")
    # The deputy is on Slack and gets it there as ever.
    assert len(digests(town, "Hamish Orr")) == 1


def test_where_nobody_chairs_the_support_officer_is_told_so(opened: Open) -> None:
    values = board_register()
    values["people"] = [row for row in values["people"] if row["id"] not in ("moira", "hamish")]
    town = opened(values)
    town.until(DUE)
    (message,) = digests(town, "Catriona Muir")
    assert "Nobody is down as chair of the Board." in message.readable
    assert len(message.files) == 1


def test_what_the_board_saw_is_kept_as_it_was(opened: Open) -> None:
    town = opened(board_register())
    town.until(DUE)
    town.types("Ailsa Reid", "update HWB-05 green a tutor is found")
    (kept,) = [each for each in snapshots(town) if each.occasion.endswith("2026-11-19")]
    digest = from_json(kept.value)
    statuses = {each.code: each.status for part in digest.details for each in part.actions}
    assert statuses["HWB-05"] == "off_track"
    assert digest.as_of == kept.as_of


def test_a_meeting_that_does_not_move_is_told_once_however_often_the_clock_is_looked_at(opened: Open) -> None:
    values = board_register()
    town = opened(values)
    town.until(DUE)
    for day in range(12, 20):
        town.imports(values)
        town.until(november(day), 12)
        town.until(november(day), 13)
    assert len(digests(town, "Moira Galbraith")) == 1
    assert len(snapshots(town)) == 2, "the Board's and the Executive Officer Group's"


def test_a_meeting_cancelled_before_its_digest_stops_it_and_says_so_once(opened: Open) -> None:
    values = board_register()
    town = opened(values)
    town.until(november(9), 12)
    meeting(values, "next")["state"] = "cancelled"
    town.imports(values)
    town.until(november(19), 13)
    (message,) = digests(town, "Moira Galbraith")
    assert "The Board of Thu 19 Nov is cancelled." in message.readable
    assert "No digest will be sent for it." in message.readable
    assert when(message).date() == november(10)


def test_a_meeting_cancelled_after_its_digest_is_told_to_whoever_has_it(opened: Open) -> None:
    values = board_register()
    town = opened(values)
    town.until(november(12), 12)
    meeting(values, "next")["state"] = "cancelled"
    town.imports(values)
    town.until(november(19), 13)
    _, message = digests(town, "Moira Galbraith")
    assert "is cancelled" in message.readable
    assert "The digest you have for it can be left aside." in message.readable


def test_a_meeting_moved_before_its_digest_is_only_planned_anew(opened: Open) -> None:
    values = board_register()
    town = opened(values)
    town.until(november(9), 12)
    meeting(values, "next").update(date="2026-11-26", state="moved")
    town.imports(values)
    town.until(november(26), 13)
    (front,) = digests(town, "Moira Galbraith")
    assert when(front).date() == november(19)
    assert "Board · Thu 26 Nov, 2 pm · as at Thu 19 Nov" in front.readable


def test_a_meeting_moved_after_its_digest_gets_one_short_correction_and_no_second_digest(
    opened: Open,
) -> None:
    values = board_register()
    town = opened(values, not_on_slack=("hamish",))
    town.until(november(12), 12)
    meeting(values, "next").update(date="2026-12-03", state="moved")
    town.imports(values)
    town.until(date(2026, 12, 3), 13)
    _, correction = digests(town, "Moira Galbraith")
    assert "has moved: it is on Thu 3 Dec, 2 pm" in correction.readable
    assert "no second one will be sent" in correction.readable
    assert len(correction.readable) < 300
    assert town.rehearsal.team.thread(correction) == [correction]
    # Whoever passes it on is asked to pass that on as well.
    passed_on = digests(town, "Catriona Muir")
    assert len(passed_on) == 2
    assert "Could you tell them?" in passed_on[1].readable
    assert len(snapshots(town)) == 2


def test_the_board_command_shows_the_last_digest_and_what_changed_since(opened: Open) -> None:
    town = opened(board_register())
    before = town.types("Ailsa Reid", "board").readable
    assert "The chair's digest goes out Thu 12 Nov, in 8 working days." in before
    assert "Last digest" not in before
    town.until(DUE)
    unchanged = town.types("Ailsa Reid", "board").readable
    assert "Last digest: Thu 12 Nov, for the Board of Thu 19 Nov" in unchanged
    assert "No status has changed since." in unchanged
    town.until(november(13), 12)
    town.types("Ailsa Reid", "update HWB-05 amber a tutor is found")
    after = town.types("Moira Galbraith", "board").readable
    assert comes_in_order(after, "1 action has changed status since:", "HWB-05: 🔴 Off track → 🟠 At risk")
    assert "who pays for tutors" in after


def test_a_digest_missed_while_the_bot_was_down_comes_late_and_says_so(opened: Open) -> None:
    town = opened(board_register())
    town.until(november(11), 12)
    town.asleep_until(november(17), 10)
    (front,) = digests(town, "Moira Galbraith")
    assert comes_in_order(
        front.readable, "as at Tue 17 Nov, 10 am", "This comes late: it was due Thu 12 Nov."
    )
    assert front.text.startswith("Late: ")


def test_a_digest_goes_out_over_http_as_well(opened: Open) -> None:
    town = opened(board_register(), mode="http")
    town.until(DUE)
    assert len(digests(town, "Moira Galbraith")) == 1
    assert "Last digest: Thu 12 Nov" in town.types("Moira Galbraith", "board").readable

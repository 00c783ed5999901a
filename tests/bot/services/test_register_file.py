"""A register file is read whole and safely, or refused in one line."""

from pathlib import Path

import pytest

from bot.sample import SAMPLE_REGISTER
from bot.services import register_file
from bot.services.register_file import RegisterFileError, read_register_file


def _refusal(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "register.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RegisterFileError) as refused:
        read_register_file(path)
    message = str(refused.value)
    assert "\n" not in message
    assert message.startswith("register.yaml")
    return message


def test_the_sample_register_has_two_partnerships() -> None:
    assert [one["id"] for one in read_register_file(SAMPLE_REGISTER)] == ["inv", "cal"]


def test_a_mark_at_the_beginning_of_the_file_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    path.write_bytes(b"\xef\xbb\xbfschema_version: 1\npartnerships: [{id: a}]\n")
    assert read_register_file(path) == [{"id": "a"}]


def test_a_partnership_comes_with_the_papers_the_file_draws_it_from_and_what_is_odd_about_them(
    tmp_path: Path,
) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(
        "schema_version: 1\n"
        "meta: {documents: {S0: {title: Update, partnership: a}, S1: {title: Other, partnership: b}, S2: none}}\n"
        "partnerships: [{id: a}, {id: c}]\n"
        "anomalies: [{doc: S0, what: no number}, {doc: S9, what: lost}, odd]\n"
    )
    papers = [{"title": "Update", "partnership": "a", "document": "S0", "anomalies": ["no number"]}]
    assert read_register_file(path) == [{"id": "a", "documents": papers}, {"id": "c"}]


@pytest.mark.parametrize("meta", ["meta: 7", "meta: {documents: [S0]}", "meta:", "anomalies: {doc: S0}"])
def test_what_a_file_says_of_itself_may_be_anything(tmp_path: Path, meta: str) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(f"schema_version: 1\n{meta}\npartnerships: [{{id: a}}]\n")
    assert read_register_file(path) == [{"id": "a"}]


def test_a_file_that_is_not_there_is_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RegisterFileError, match="no such file"):
        read_register_file(tmp_path / "missing.yaml")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterFileError, match="is a directory"):
        read_register_file(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n- b\n", "not a register"),
        ("", "not a register"),
        ("schema_version: 2\npartnerships: []\n", "schema_version has to be 1, not 2"),
        ("partnerships: [{id: a}]\n", "schema_version has to be 1, not none"),
        ("schema_version: 1\npartnershps: [{id: a}]\n", "no such part of a register: partnershps"),
        ("schema_version: 1\npartnerships: []\n", "a list of at least one"),
        ("schema_version: 1\npartnerships: [inv]\n", "partnership 1 has to be lines"),
        ("schema_version: 1\npartnerships:\n\t- id: a\n", "line 3: indented with a tab"),
        ("schema_version: 1\npartnerships: [\n", "line 3"),
        ("schema_version: 1\npartnerships:\n- id: a\n  name: b\n  name: c\n", "given twice in one row: name"),
        (
            "schema_version: 1\npartnerships: !!python/object/apply:os.getcwd []\n",
            "line 2: could not determine",
        ),
        ("schema_version: 1\npartnerships: [{id: a, due: 2026-02-30}]\n", "day is out of range"),
    ],
)
def test_what_is_not_a_register_is_refused_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    assert told in _refusal(tmp_path, text)


def test_text_that_is_not_utf_8_is_refused_by_line(tmp_path: Path) -> None:
    assert "line 2: not UTF-8" in _refusal(tmp_path, b"schema_version: 1\nname: caf\xe9\n")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    text = b"#" * (register_file.LARGEST + 1)
    assert "larger than 20 MB" in _refusal(tmp_path, text)

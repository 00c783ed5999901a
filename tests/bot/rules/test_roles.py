"""Roles in words."""

from bot.rules.roles import in_words, rank
from storage.records.people import ROLES


def test_every_role_has_words() -> None:
    assert all(in_words(role) for role in ROLES)


def test_the_chair_comes_first_and_the_lead_officer_before_representatives() -> None:
    assert min(ROLES, key=rank) == "chair"
    assert rank("lead_officer") < rank("representative")

"""Pages of a list: which entries stand on which. Pure arithmetic; what the entries are is not known here."""

from dataclasses import dataclass

PER_PAGE = 10
"""Entries on a page, where a list does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of `total` entries, `size` to a page. Pages count from 1; an empty list has one empty page."""

    number: int
    total: int
    size: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are: at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many entries stand on the pages before this one."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """The number of this page's last entry, counted from 1; 0 in an empty list."""
        return min(self.offset + self.size, self.total)

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self.number < self.pages

    @property
    def has_back(self) -> bool:
        """Whether there is a page before this one."""
        return self.number > 1


def page_of(number: int, total: int, size: int = PER_PAGE) -> Page:
    """The page with this number, or the nearest there is: a list may have grown shorter since."""
    return Page(min(max(number, 1), Page(1, total, size).pages), total, size)

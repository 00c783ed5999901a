"""An honest date, as columns: the days it lies between, how exact it is, and the words it was given in."""

from datetime import date

from sqlmodel import Field, SQLModel

PRECISIONS = (
    "day",
    "month",
    "season",
    "quarter",
    "half_year",
    "year",
    "year_end",
    "financial_year",
    "meeting",
    "two_months",
    "none",
)


class Dated(SQLModel):
    """Earliest and latest day, both included; precision `none` means no date is set, whatever the words."""

    earliest: date | None = None
    latest: date | None = None
    precision: str = Field(default="none", max_length=20)
    date_words: str | None = None

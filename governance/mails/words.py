"""Days as letters and refusals write them."""

from datetime import date, datetime

from django.utils.formats import date_format


def words(day: date | datetime) -> str:
    return date_format(day, "j F Y")

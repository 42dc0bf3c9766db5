"""What the world may see of this floor."""

from datetime import date

import pytest

from monitoring import public
from monitoring.actions import targets
from monitoring.models import Target

pytestmark = pytest.mark.django_db


def test_only_years_that_were_opened_are_shown(cast, cycle):
    assert [(card.year, card.state) for card in public.cycles()] == [(2026, "OPEN")]


def test_product_groups_say_whether_they_are_in_scope(cast):
    found = {card.code: card.in_scope for card in public.product_groups(date(2026, 6, 1))}
    assert found == {"laptop": True, "smartphone": True, "tablet": False}


def test_every_figure_that_is_asked_for_is_defined(cast):
    codes = [card.code for card in public.indicators()]
    assert codes[:3] == ["new", "refurbished", "remanufactured"]
    assert {card.clause for card in public.indicators()} == {"3.1.2.a", "3.1.2.b", "3.1.2.c"}
    assert public.vocabularies()["labels"]["tco_certified"] == "TCO Certified"


def test_a_target_shows_its_newest_reading(cast):
    target = Target.objects.get(metric="USERS_SERVED")
    for day, value in ((date(2022, 12, 31), 900_000), (date(2023, 12, 31), 2_400_000)):
        targets.take_reading(cast.hand, target, as_of=day, value=value, basis={}, at=cast.at)
    card = next(card for card in public.targets() if card.metric == "USERS_SERVED")
    assert (card.value, card.reached, card.as_of) == (3_000_000, 2_400_000, date(2023, 12, 31))


def test_the_methodology_can_be_checked_by_its_hash(cast):
    card = public.methodology()
    assert card.version == "1.0.0" and len(card.sha256) == 64 and card.sources

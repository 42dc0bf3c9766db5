"""The Pact's own definitions where its terms stand in forms (1.3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template import Context, Template

from participants.models import PactText
from participants.queries.glossary import terms
from tests.participants import make

pytestmark = pytest.mark.django_db
TEXT = "{% term terms.circular_and_fair 'What it means' %}"


def drawn(found):
    return Template(TEXT).render(Context({"terms": found}))


def test_1_3_the_definitions_come_from_the_text_in_force():
    make.text()
    found = terms(date(2027, 3, 1))
    assert found.circular_economy.clause == "1.3.1" and "closed energy" in found.circular_economy.meaning
    assert found.fair_value_chains and found.buyer_groups
    page = drawn(found)
    assert page.startswith("<details") and "What it means" in page and "1.3.3" in page


def test_a_term_that_is_defined_no_more_leaves_nothing():
    make.text()
    found = terms(date(2027, 3, 1))
    assert drawn(replace(found, circular_and_fair=None)) == ""
    before = PactText.objects.order_by("valid_from").first().valid_from - timedelta(days=1)
    assert terms(before).circular_and_fair is None

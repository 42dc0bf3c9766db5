"""Security C1: whatever order people answer, take back, leave and join in, the count is the one of a plain model."""

import random
from datetime import timedelta

import pytest

from governance.actions import closing, rounds
from governance.models import ConsentRound
from tests.governance.make import committee, give, participant, put_to_consent, request, voter
from tests.governance.test_rounds import AFTER, LATER, leave

pytestmark = pytest.mark.django_db
STEPS = 40


class Model:
    """Who is asked, and who agrees: sets, and nothing else."""

    def __init__(self, members):
        self.asked, self.agree = {one.pk: one for one in members}, set()

    def expected(self) -> tuple[int, int, int]:
        return len(self.agree), len(self.asked), -(-3 * len(self.asked) // 4)


def told(amendment) -> tuple[int, int, int]:
    row = ConsentRound.objects.get(pk=amendment.round_id)
    return row.consents, row.electorate, row.needed


def step(chance: random.Random, model: Model, amendment, number: int) -> None:
    """One thing that somebody does; the round is looked at again as it is every night."""
    kind = chance.choice(("CONSENT", "CONSENT", "CONSENT", "REFUSE", "ABSTAIN", "TAKE_BACK", "LEAVE", "JOIN"))
    if kind == "JOIN":
        late = participant(f"Late {number}")
        model.asked[late.pk] = late
        rounds.follow(at=LATER)
        return
    one = chance.choice(list(model.asked.values()))
    if kind == "LEAVE" and len(model.asked) > 2:
        leave(one)
        del model.asked[one.pk]
        model.agree.discard(one.pk)
    elif kind == "TAKE_BACK" and one.pk in model.agree:
        rounds.take_back(voter(one), amendment.round, one, at=LATER)
        model.agree.discard(one.pk)
    elif kind in ("CONSENT", "REFUSE", "ABSTAIN"):
        give(amendment, one, kind, at=LATER - timedelta(minutes=1))
        (model.agree.add if kind == "CONSENT" else model.agree.discard)(one.pk)


@pytest.mark.parametrize("seed", range(6))
def test_6_5_2_the_count_is_that_of_a_plain_model_after_every_step(seed):
    chance = random.Random(seed)
    terms = committee(5)
    members = [participant(f"Member {number}") for number in range(6)]
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    model = Model(members)
    for number in range(STEPS):
        step(chance, model, amendment, number)
        assert told(amendment) == model.expected(), f"step {number}"
    closing.close_due(at=AFTER)
    row = ConsentRound.objects.get(pk=amendment.round_id)
    reached = 4 * len(model.agree) >= 3 * len(model.asked)
    assert (row.state == "REACHED", told(amendment)) == (reached, model.expected())
    assert sum(one["position"] == "CONSENT" for one in row.result["lines"]) == len(model.agree)

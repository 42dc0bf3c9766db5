"""How the trail names whoever did something, and its sentences."""

import pytest

from pact.audit.queries import TrailLine, hand_in_words


@pytest.mark.parametrize(
    ("hand", "words"),
    [
        ("participants-daily", "The system, at night"),
        ("demo", "The story of the demo"),
        ("visitor", "A visitor"),
        ("receipt", "The system"),
        ("", "The system"),
    ],
)
def test_hands_are_named_in_words(hand, words):
    assert hand_in_words(hand) == words


def test_a_sentence_that_stands_alone_begins_with_a_capital():
    assert TrailLine(None, "Ann", "added a line", {}).told == "Added a line"

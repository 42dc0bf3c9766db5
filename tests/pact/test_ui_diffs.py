"""What changed between two texts, word by word, told without colour."""

import pytest

from pact.ui.diffs import compared, drawn


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("at most eleven members.", "at most thirteen members.",
         [("same", "at most "), ("del", "eleven"), ("ins", "thirteen"), ("same", " members.")]),
        ("one two", "three four", [("del", "one two"), ("ins", "three four")]),
        ("", "All new.", [("ins", "All new.")]),
        ("Gone.", "", [("del", "Gone.")]),
        ("Same.", "Same.", [("same", "Same.")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_parts(before, after, parts):
    assert [tuple(part) for part in compared(before, after)] == parts


def test_both_texts_can_be_read_out_of_it():
    before, after = (
        "The committee has five to eleven members, by order of joining.",
        "It has five to nine, drawn by lot.",
    )
    parts = compared(before, after)
    for kind, text in (("del", before), ("ins", after)):
        told = "".join(part.text for part in parts if part.kind in ("same", kind))
        assert told.split() == text.split()


def test_screen_readers_hear_where_a_change_begins_and_ends_and_nothing_is_markup():
    html = drawn("a <b>", "a <i>")
    assert '<del><span class="vh"> removed: </span>b<span class="vh"> end of removal </span></del>' in html
    assert "<b>" not in html

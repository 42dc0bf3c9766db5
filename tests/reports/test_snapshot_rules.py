"""From facts to the body of a snapshot: pure, without a database."""

from decimal import Decimal

import pytest

from monitoring.calculator import shipped
from reports.figures import charts, printed
from reports.rules import chapters, delivering, snapshots
from reports.rules.facts import Facts, GroupFact, LineFact, PactFact, ReporterFact

PACT = PactFact(3, 2, 1, 1, 2, 1, 0, 1500, 1200, 200, 100, "2026-12-31", 3_000_000)


def line(organization="a", group="norway", product="laptop", condition="NEW", quantity=100, **changes):
    values = {
        "meets_criteria": 40,
        "lifetime_months": 72,
        "end_of_life": "takeback_refurbisher",
        "labels": ("tco_certified",),
        "country": "",
        "organization_country": "NO",
        "evidence": "A",
    }
    if condition != "NEW":
        values["meets_criteria"] = None
    values.update(changes)
    return LineFact(organization, group, product, condition, quantity, **values)


def facts(*lines, reporters=(), groups=None, history=()):
    return Facts(
        year=2026,
        edition=1,
        pact=PACT,
        reporters=tuple(reporters),
        groups=(GroupFact("norway", "Norway group", "Norway", 2, 900),) if groups is None else groups,
        lines=tuple(lines),
        scope=("laptop", "smartphone"),
        names={"laptop": "Laptops", "smartphone": "Smartphones", "tablet": "Tablets"},
        history=tuple(history),
    )


def body(*lines, **rest):
    return snapshots.compose(facts(*lines, **rest), shipped())


def test_the_same_facts_give_the_same_hash():
    first, second = (snapshots.canonical(body(line(), line(condition="REFURBISHED", quantity=20))) for _ in range(2))
    assert snapshots.sha256(first) == snapshots.sha256(second)


def test_another_figure_gives_another_hash():
    assert snapshots.canonical(body(line())) != snapshots.canonical(body(line(quantity=101)))


def test_conditions_stay_apart_up_to_the_top():
    found = body(line(), line(condition="REFURBISHED", quantity=20), line(condition="REMANUFACTURED", quantity=5))[
        "devices"
    ]
    assert (found["total"], found["used"], found["used_share"]) == (125, 25, "0.200000")
    (row,) = found["by_product"]
    assert (row["new"], row["refurbished"], row["remanufactured"]) == (100, 20, 5)


def test_what_is_not_known_is_counted_as_a_gap_and_never_as_zero():
    found = body(line(), line(condition="REFURBISHED", quantity=None))["devices"]
    assert (found["total"], found["lines_not_known"]) == (100, 1)


def test_products_outside_the_scope_stand_in_no_total():
    found = body(line(), line(product="tablet", quantity=70))
    assert found["devices"]["total"] == 100
    assert [(row["code"], row["total"]) for row in found["outside_scope"]] == [("tablet", 70)]
    assert [row["code"] for row in found["effects"]["by_product"]] == ["laptop"]


def test_the_effect_is_that_of_the_method():
    """100 new laptops for six years in Norway: reference − as bought = avoided, to the gram."""
    effect = body(line())["effects"]
    assert Decimal(effect["reference_kg"]) - Decimal(effect["actual_kg"]) == Decimal(effect["avoided_kg"]) > 0
    assert sum(Decimal(kg) for kg in effect["waterfall"].values()) == Decimal(effect["avoided_kg"])
    assert sum(Decimal(kg) for kg in effect["by_calendar_year"].values()) == pytest.approx(
        Decimal(effect["avoided_kg"]), abs=Decimal("0.01")
    )
    assert (
        float(effect["interval"]["p5_kg"])
        < float(effect["interval"]["median_kg"])
        < float(effect["interval"]["p95_kg"])
    )


def test_without_lines_there_are_zeros_and_no_failure():
    found = body()
    assert found["effects"]["avoided_kg"] == "0.000"
    assert found["devices"]["used_share"] == "0.000000"


def test_a_year_of_which_nothing_is_known_shows_no_zeros_as_results():
    found = body(reporters=[ReporterFact("a", "A", "NO", "norway", "MISSING", None)])
    assert [one["value"] for one in printed.headline_figures(found)[1:]] == ["–", "–", "–"]
    words = [{"code": one.code, "title": one.title, "text": ""} for one in chapters.CHAPTERS]
    shown = printed.composed(found, words, medium="paper")
    assert shown["effects_t"] == {} and not {"devices", "effects", "alternatives"} & set(shown["tables"])
    nil = body(reporters=[ReporterFact("a", "A", "NO", "norway", "NIL", 0)])
    assert printed.headline_figures(nil)[1]["value"] == "0"


def test_a_nil_report_is_a_report():
    reporters = [
        ReporterFact("a", "A", "NO", "norway", "REPORTED", 100),
        ReporterFact("b", "B", "NO", "norway", "NIL", 0),
        ReporterFact("c", "C", "NO", "", "MISSING", None),
        ReporterFact("d", "D", "NO", "", "NOT_ACCEPTED", 7),
    ]
    found = body(line(), reporters=reporters)
    assert {key: found["coverage"][key] for key in ("asked", "reported", "nil", "missing", "not_accepted")} == {
        "asked": 4, "reported": 2, "nil": 1, "missing": 1, "not_accepted": 1,
    }  # fmt: skip
    assert found["groups"][0]["coverage"]["reported"] == 2


def test_groups_add_up_to_the_whole_with_those_that_report_directly():
    found = body(line(), line(organization="z", group="", quantity=11))
    assert found["groups"][0]["devices"] + 11 == found["devices"]["total"]


@pytest.mark.parametrize(
    ("language", "sections", "stale", "expected"),
    [
        ("en", [(code, "text", "") for code in delivering.SECTIONS], 0, 0),
        ("en", [(code, "", "nothing new") for code in delivering.SECTIONS], 0, 0),
        ("nl", [(code, "text", "") for code in delivering.SECTIONS], 0, 1),
        ("en", [(code, "text", "") for code in delivering.SECTIONS[1:]], 0, 1),
        ("en", [(code, "  ", "") for code in delivering.SECTIONS], 0, 5),
        ("en", [(code, "text", "") for code in delivering.SECTIONS], 3, 1),
    ],
    ids=["whole", "reasons for none", "not in English", "a part is missing", "only blanks", "users are stale"],
)
def test_a_group_report_needs_english_five_parts_and_current_users(language, sections, stale, expected):
    """Pact 3.2.1.d and 3.2.1.c."""
    assert len(delivering.gaps(language, sections, stale)) == expected


def test_the_hash_that_is_approved_covers_figures_title_and_every_word():
    words = {"summary": "One.", "outlook": "Two."}
    whole = chapters.sha256("f" * 64, "Report", words)
    assert whole == chapters.sha256("f" * 64, "Report", {**words, "unknown": "left out"})
    assert whole != chapters.sha256("e" * 64, "Report", words)
    assert whole != chapters.sha256("f" * 64, "Report 2", words)
    assert whole != chapters.sha256("f" * 64, "Report", {**words, "outlook": "Two"})


@pytest.mark.parametrize(("users", "drawn"), [(29_999, False), (299_999, False), (300_000, True), (3_100_000, True)])
def test_an_aim_far_above_the_bars_is_said_and_not_drawn(users, drawn):
    made = body(line())
    made["pact"] |= {"users": users, "users_share": str(Decimal(users) / 3_000_000)}
    chart = charts.users(made).chart
    assert chart.target == (3_000_000 if drawn else None)
    assert ("of the aim of the Pact, 3,000,000" in chart.coverage) is not drawn

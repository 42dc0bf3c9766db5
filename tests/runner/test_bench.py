"""What the bench measures with: processor time of a tree, ratios of rounds, a verdict."""

import os
import subprocess
import sys

import pytest

from pact.runner.bench import BENCHES, arguments_of
from pact.runner.bench.measure import Result, processor_seconds, ratio, rounds, tree

BUSY = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\nprint(flush=True); input()"


def test_the_time_of_a_whole_tree_is_counted():
    shell = subprocess.Popen(
        ["sh", "-c", f"'{sys.executable}' -c '{BUSY}'; true"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    shell.stdout.readline()
    assert len(tree(shell.pid)) == 2
    assert 0.25 < processor_seconds([shell.pid]) < 2
    assert processor_seconds([shell.pid], without=tree(shell.pid)) == 0
    shell.communicate(b"\n")


def test_targets_are_asked_in_turn():
    asked = []
    samples = rounds(
        {"a": lambda: asked.append("a"), "b": lambda: asked.append("b")}, lambda: len(asked), turns=3, requests=2
    )
    assert asked[20:] == list("aabbaabbaabb")
    assert samples["a"].cpu == [1, 1, 1]


def test_a_ratio_is_the_median_of_its_rounds_with_spread():
    found = ratio("G1", "list", [10.0, 30.0, 12.0], [1.0, 2.0, 1.0], 12.5)
    assert (found.value, found.spread, found.met) == (12.0, (10.0, 15.0), True)
    assert "met" in found.line()


@pytest.mark.parametrize(
    ("value", "at_least", "met"), [(2, False, True), (2, True, False), (3, True, True), (4, False, False)]
)
def test_a_target_is_met_from_its_own_side(value, at_least, met):
    assert Result("G", "what", value, 3, at_least=at_least).met is met


def test_every_bench_can_be_asked_for_alone(capsys):
    for name in BENCHES:
        assert arguments_of([name]).name == name
    with pytest.raises(SystemExit):
        arguments_of(["everything"])
    assert "everything" in capsys.readouterr().err


def test_a_process_that_is_gone_costs_nothing():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert processor_seconds([child.pid]) == 0 and os.getpid() not in tree(child.pid)

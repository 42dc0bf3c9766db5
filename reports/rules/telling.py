"""How far a long calculation is: per cent and words, told to whoever waits."""

from collections.abc import Callable

Tell = Callable[[int, str], None]


def silent(percent: int, words: str) -> None:
    """Nobody waits."""

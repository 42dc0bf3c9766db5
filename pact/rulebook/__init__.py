"""The numbers of the Pact: dated values with their clause and source, never constants in code."""

from pact.rulebook.reading import rule, rules

__all__ = ["rule", "rules"]

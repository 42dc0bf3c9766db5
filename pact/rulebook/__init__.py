"""The numbers of the Pact: dated values with their clause and source, never constants in code."""

from pact.rulebook.reading import History, histories, rule, rules

__all__ = ["History", "histories", "rule", "rules"]

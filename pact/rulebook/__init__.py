"""The numbers of the Pact: dated values with their clause and source, never constants in code."""

from pact.rulebook.reading import rule

__all__ = ["rule"]

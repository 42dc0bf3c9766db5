"""How a thing moves: a table of steps, and the one place where a state changes."""

from pact.flow.flows import Flow, Step

__all__ = ["Flow", "Step"]

"""What happened: append-only events, recorded by name inside the transaction that makes them true."""

from pact.audit.recording import Verb, record, sentence_of

__all__ = ["Verb", "record", "sentence_of"]

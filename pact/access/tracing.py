"""The id of the request that is being answered: it stands in its answer, its log lines and its audit events."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")

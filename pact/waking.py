"""Telling the workers to look now. The rows are the queue of record: a lost wake-up costs seconds, never a letter.

A dead or silent broker must not slow a page (Security B5): every step of the call is bound to one second, and after a
failure no further call is tried for a while. Celery is imported only when there is something to tell.
"""

import logging
import time

from django.conf import settings

log = logging.getLogger(__name__)

REST = 30
_silent_until = float("-inf")


def wake(task: str) -> bool:
    """Whether the broker took the wake-up; false is no fault, the next tick finds the rows."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    from kombu import Connection

    from pact.celery import BROKER_OPTIONS, PATIENCE, app

    try:
        with Connection(settings.REDIS_URL, connect_timeout=PATIENCE, transport_options=BROKER_OPTIONS) as broker:
            app.send_task(task, connection=broker, retry=False, ignore_result=True, expires=60 * 60)
    except Exception as fault:  # whatever a broker may do wrong: a page never fails because of it
        _silent_until = time.monotonic() + REST
        log.warning("The broker did not take a wake-up for %s: %s", task, type(fault).__name__)
        return False
    return True

"""The worker and the whole schedule, by names. The database is the queue of record: Celery carries "look now" only.

Every task is idempotent and finds its work in rows, so a message that is lost, doubled or late changes nothing
(Security B1 to B3). There are no tasks with a time of their own: what is due is computed at each tick.
"""

import os
from importlib.util import find_spec

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")

# Every call to the broker ends within a second; one that blocks would block a page (Security B5).
PATIENCE = 1
BROKER_OPTIONS = {
    "socket_timeout": PATIENCE,
    "socket_connect_timeout": PATIENCE,
    "retry_on_timeout": False,
    "max_retries": 0,
    # Longer than the longest task, or it would be handed out twice while it runs.
    "visibility_timeout": 2 * 60 * 60,
}

FLOORS = ("participants", "governance", "buyergroups", "monitoring", "reports")
# At night in the Secretariat's zone, after the day has changed everywhere the Pact's days are counted.
NIGHT = 3


def schedule() -> dict[str, dict]:
    """Every clockwork call. A tick that nobody took in time expires: the next one finds the same rows."""
    ticks = {
        "letters": _tick("pact.mail.tasks.deliver", 20),
        "reminders": _tick("pact.deadlines.tasks.sweep", crontab(minute=5), expires=3000),
        "documents": _tick("pact.documents.tasks.press", 30),
        "midnight": _tick("participants.tasks.day_begins", crontab(hour=0, minute=0), expires=3600),
        "large files": _tick("monitoring.tasks.large_files", 30),
        "compilations": _tick("reports.tasks.compile_due", 30),
    }
    ticks["what is over"] = _tick("pact.persons.tasks.purge", crontab(hour=NIGHT, minute=55), expires=20 * 60 * 60)
    for minute, floor in enumerate(FLOORS):
        night = crontab(hour=NIGHT, minute=10 * minute)
        ticks[floor] = _tick(f"{floor}.tasks.daily", night, expires=20 * 60 * 60)
    return {name: tick for name, tick in ticks.items() if _exists(tick["task"])}


def _tick(task: str, when, expires: int = 0) -> dict:
    return {"task": task, "schedule": when, "options": {"expires": expires or when, "ignore_result": True}}


def _exists(task: str) -> bool:
    """Whether the room of this task is built."""
    try:
        return find_spec(task.rpartition(".")[0]) is not None
    except ModuleNotFoundError:
        return False


app = Celery("pact")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_transport_options=BROKER_OPTIONS,
    broker_connection_timeout=PATIENCE,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    result_backend=None,
    task_ignore_result=True,
    task_publish_retry=False,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=60 * 60,
    task_serializer="json",
    accept_content=["json"],
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    timezone=settings.SECRETARIAT_TIME_ZONE,
    enable_utc=True,
    beat_schedule=schedule(),
)
app.autodiscover_tasks()
